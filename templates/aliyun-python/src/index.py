import json
import os


def handler(event, context):
    asked = json.loads(event)
    if "triggerName" in asked:
        print("woken", asked["payload"])
        return "done"
    name = (asked.get("queryParameters") or {}).get("name", "world")
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"message": f"{os.environ['GREETING']}, {name}!", "request": context.request_id}),
    }
