import json
import os


def main_handler(event, context):
    if event.get("Type") == "Timer":
        print("woken " + event["Message"])
        return "done"
    name = (event.get("queryString") or {}).get("name", "world")
    message = os.environ["GREETING"] + ", " + name + "!"
    return {
        "isBase64Encoded": False,
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"message": message, "request": context["request_id"]}),
    }
