import json
import os


def handler(event, context):
    """Answers a request, and writes a line into the log when the timer fires."""
    if event.get("source") == "aws.events":
        print(f"The timer fired at {event['time']}")
        return None
    name = (event.get("queryStringParameters") or {}).get("name", "world")
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"message": f"Hello, {name}!", "bucket": os.environ["BUCKET"]}),
    }
