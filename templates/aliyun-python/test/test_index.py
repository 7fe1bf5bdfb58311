import json
import os
import pathlib
import sys
import types
import unittest

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "src"))
os.environ["GREETING"] = "Hello"

from index import handler  # noqa: E402

event = (here.parent / "events" / "hello.json").read_bytes()
context = types.SimpleNamespace(request_id="test")


class Hello(unittest.TestCase):
    def test_greets_by_name(self):
        answer = handler(event, context)
        self.assertEqual(answer["statusCode"], 200)
        self.assertEqual(json.loads(answer["body"])["message"], "Hello, Ada!")

    def test_is_done_with_the_timer(self):
        timer = json.dumps({"triggerName": "hourly", "payload": "on the hour"}).encode()
        self.assertEqual(handler(timer, context), "done")
