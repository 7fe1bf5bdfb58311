import json
import os
import pathlib
import sys
import unittest

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "src"))
os.environ["GREETING"] = "Hello"

from index import main_handler  # noqa: E402

event = json.loads((here.parent / "events" / "hello.json").read_text())
context = {"request_id": "test"}


class Hello(unittest.TestCase):
    def test_greets_by_name(self):
        answer = main_handler(event, context)
        self.assertEqual(answer["statusCode"], 200)
        self.assertEqual(json.loads(answer["body"])["message"], "Hello, Ada!")

    def test_is_done_with_the_timer(self):
        self.assertEqual(main_handler({"Type": "Timer", "Message": "on the hour"}, context), "done")
