"""Runs a published tool on a template, as its own users would: python3 peers.py samtranslator|cfnlint FILE..."""

import json
import logging
import os
import sys


def translate(file):
    """Applies the published SAM transform with the defaults of the template's parameters and prints JSON."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    class NoPolicies:
        def load(self):
            return {}

    logging.disable(logging.CRITICAL)
    with open(file, encoding="utf-8") as template:
        document = yaml_parse(template.read())
    parameters = {
        name: parameter["Default"]
        for name, parameter in document.get("Parameters", {}).items()
        if "Default" in parameter
    }
    # The transform runs after code was uploaded: local paths are addresses by then.
    for resource in document["Resources"].values():
        code = resource.get("Properties", {}).get("CodeUri")
        if isinstance(code, str) and not code.startswith("s3://"):
            resource["Properties"]["CodeUri"] = "s3://bucket/" + code
    json.dump(transform(document, parameters, NoPolicies()), sys.stdout, indent=2)


def lint(*files):
    """Runs the published linter; what it finds is printed and is no failure of the bench."""
    from cfnlint.runner import main

    sys.argv = ["cfn-lint", *files]
    try:
        main()
    except SystemExit:
        pass


{"samtranslator": translate, "cfnlint": lint}[sys.argv[1]](*sys.argv[2:])
