"""Answers JSON lines of templates with what the published aws-sam-translator makes of them, one line each."""

import functools
import json
import os
import sys
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

import boto3  # noqa: E402
from samtranslator.model.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.parser.parser import Parser  # noqa: E402
from samtranslator.translator.translator import Translator  # noqa: E402

@functools.cache
def session_in(region):
    return boto3.session.Session(region_name=region)


def answer(case):
    try:
        made = Translator({}, Parser(), boto_session=session_in(case["region"])).translate(case["document"], case["parameters"])
        return {"output": made}
    except InvalidDocumentException as refusal:
        return {"error": " ".join(sorted(cause.message for cause in refusal.causes))}
    except Exception as slip:  # a slip of the translator is neither a yes nor a no
        return {"broken": repr(slip)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
