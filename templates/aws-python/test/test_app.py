import json
import os
import pathlib
import sys
import unittest

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "src"))
os.environ["BUCKET"] = "notes"

from app import handler  # noqa: E402

event = json.loads((here.parent / "events" / "hello.json").read_text())


class Hello(unittest.TestCase):
    def test_greets_by_name(self):
        answer = handler(event, None)
        self.assertEqual(answer["statusCode"], 200)
        self.assertEqual(json.loads(answer["body"])["message"], "Hello, Ada!")

    def test_answers_nothing_to_the_timer(self):
        self.assertIsNone(handler({"source": "aws.events", "time": "2026-01-01T00:00:00Z"}, None))
