"""Runs a Python function: asks the Runtime API for events over one kept socket and calls the handler with what its cloud hands over.

Started by fnx as `python3 python.py '{"style", "api", "code", "handler", "initializer"}'`; needs Python 3.8 or newer and no package.
"""
import sys

sys.path[:] = sys.path[1:]  # the folder of this file is not the function's
import base64
import json
import os
import socket
import time

for name in os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else []:
    try:
        if int(name) > 2 and os.get_inheritable(int(name)):
            os.close(int(name))  # left over from whoever started fnx
    except OSError:
        pass

if sys.flags.no_site:
    import _sitebuiltins
    import builtins

    for name in ("exit", "quit"):
        setattr(builtins, name, _sitebuiltins.Quitter(name, "Ctrl-D"))

debug_port = None
if sys.argv[1].startswith("--debug="):
    debug_port = int(sys.argv.pop(1)[len("--debug="):])
settings = json.loads(sys.argv[1])
del sys.argv[1:]
style = settings["style"]
BASE = "/2018-06-01/runtime"


class Connection:
    """One kept socket to the Runtime API."""

    def __init__(self, address):
        host, port = address.split(":")
        self.address = address
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.pending = b""

    def post(self, path, body, kind=None, then_next=False):
        more = "Lambda-Runtime-Function-Error-Type: %s\r\n" % kind if kind else ""
        head = "POST %s%s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\n\r\n" % (BASE, path, self.address, more, len(body))
        after = self._next() if then_next else b""
        self.socket.sendall(head.encode() + body + after)
        if not then_next:
            self.read()

    def ask_next(self):
        self.socket.sendall(self._next())

    def _next(self):
        return ("GET %s/invocation/next HTTP/1.1\r\nHost: %s\r\n\r\n" % (BASE, self.address)).encode()

    def next(self):
        """Gives headers and body of the next event, past the receipts that come before it."""
        while True:
            status, headers, body = self.read()
            if status == 200:
                return headers, body

    def read(self):
        while b"\r\n\r\n" not in self.pending:
            self._more()
        head, self.pending = self.pending.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        length = int(headers["content-length"])
        while len(self.pending) < length:
            self._more()
        body, self.pending = self.pending[:length], self.pending[length:]
        return int(first.split(" ")[1]), headers, body

    def _more(self):
        try:
            chunk = self.socket.recv(1 << 20)
        except OSError:
            chunk = b""
        if not chunk:
            os._exit(1)  # fnx is gone
        self.pending += chunk


class Current:
    request_id = ""


# ---------------------------------------------------------------- what the clouds hand over


class Record:
    def __init__(self, **members):
        self.__dict__.update(members)


class LambdaContext:
    def __init__(self, headers):
        env = os.environ
        self._deadline = int(headers["lambda-runtime-deadline-ms"])
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.function_name = env.get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = env.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = env.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = env.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = env.get("AWS_LAMBDA_LOG_STREAM_NAME")
        client = json.loads(headers["lambda-runtime-client-context"]) if "lambda-runtime-client-context" in headers else None
        identity = json.loads(headers["lambda-runtime-cognito-identity"]) if "lambda-runtime-cognito-identity" in headers else {}
        self.client_context = client and Record(client=client.get("client"), custom=client.get("custom"), env=client.get("env"))
        self.identity = Record(
            cognito_identity_id=identity.get("cognitoIdentityId"),
            cognito_identity_pool_id=identity.get("cognitoIdentityPoolId"),
        )

    def get_remaining_time_in_millis(self):
        return max(int(self._deadline - time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


class FcContext:
    """Holds what the contract says under the names that FC's Python gives it."""

    def __init__(self, given):
        self.request_id = given.get("requestId")
        keys = given.get("credentials") or {}
        self.credentials = Record(
            access_key_id=keys.get("accessKeyId"),
            access_key_secret=keys.get("accessKeySecret"),
            security_token=keys.get("securityToken"),
        )
        self.function = Record(**snake(given.get("function") or {}))
        self.service = Record(**snake(given.get("service") or {}))
        self.tracing = Record(**snake(given.get("tracing") or {}))
        self.region = given.get("region")
        self.account_id = given.get("accountId")
        self.retry_count = given.get("retryCount", 0)

    def getLogger(self):
        import logging

        return logging.getLogger()

    def to_json(self):
        plain = {name: getattr(member, "__dict__", member) for name, member in self.__dict__.items()}
        return json.dumps(plain)


def snake(members):
    return {"".join("_" + char.lower() if char.isupper() else char for char in name): value for name, value in members.items()}


def given(headers):
    encoded = headers.get("fnx-context")
    return json.loads(base64.b64decode(encoded)) if encoded else {}


def event_of(body):
    return body if style == "fc" else json.loads(body.decode("utf-8") or "null")


def context_of(headers):
    if style == "lambda":
        return LambdaContext(headers)
    context = given(headers)
    if style == "fc":
        return FcContext({**context, "requestId": Current.request_id})
    return {**context, "request_id": Current.request_id}


def encode(result):
    if style == "fc":
        if result is None:
            return b""
        if isinstance(result, (bytes, bytearray)):
            return bytes(result)
        if isinstance(result, str):
            return result.encode("utf-8")
    return json.dumps(result, ensure_ascii=False, default=plain).encode("utf-8", "surrogatepass")


def plain(value):
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


# ---------------------------------------------------------------- what the function writes


def prepare_logging():
    """Hooks the root logger when somebody imports logging, which costs more than the rest of this file."""
    import importlib.abc
    import importlib.machinery

    class Finder(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path=None, target=None):
            if name != "logging":
                return None
            sys.meta_path.remove(self)
            spec = importlib.machinery.PathFinder.find_spec(name, path)
            run = spec.loader.exec_module

            def exec_module(module):
                run(module)
                hook(module)

            spec.loader.exec_module = exec_module
            return spec

    if "logging" in sys.modules:
        hook(sys.modules["logging"])
    else:
        sys.meta_path.insert(0, Finder())


def hook(logging):
    class Filter(logging.Filter):
        def filter(self, record):
            record.aws_request_id = Current.request_id
            return True

    form = {
        "lambda": "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s",
        "fc": "%(asctime)s.%(msecs)03dZ %(aws_request_id)s [%(levelname)s] %(message)s",
        "scf": "[%(levelname)s] %(asctime)s.%(msecs)03dZ %(aws_request_id)s %(message)s",
    }[style]
    formatter = logging.Formatter(form, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    handler.addFilter(Filter())
    logging.root.addHandler(handler)


# ---------------------------------------------------------------- errors


def describe(error, frames=True):
    import traceback

    stack = []
    if frames:
        entries = [entry for entry in traceback.extract_tb(error.__traceback__) if entry.filename != __file__ and "importlib" not in entry.filename]
        stack = traceback.format_list(entries)
    return {
        "errorMessage": str(error),
        "errorType": getattr(error, "kind", type(error).__name__),
        "requestId": Current.request_id,
        "stackTrace": stack,
    }


def report(described):
    lines = "".join(described["stackTrace"])
    trace = "Traceback (most recent call last):\n%s" % lines if lines else ""
    sys.stdout.write("[ERROR] %s: %s\n%s" % (described["errorType"], described["errorMessage"], trace))


class LoadError(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def load(name):
    import importlib

    file, dot, attribute = name.rpartition(".")
    if not dot or not file:
        raise LoadError("Runtime.MalformedHandlerName", "Bad handler '%s': it must read module.function" % name)
    path = file.replace("/", ".")
    try:
        module = importlib.import_module(path)
    except ImportError as error:
        raise LoadError("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (file, error))
    except SyntaxError as error:
        where = '  File "%s" Line %s\n    %s' % (error.filename, error.lineno, (error.text or "").rstrip())
        trouble = LoadError("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (file, error))
        trouble.where = [where]
        raise trouble
    if not hasattr(module, attribute):
        raise LoadError("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (attribute, file))
    return getattr(module, attribute)


def serve(connection, handler):
    connection.ask_next()
    while True:
        headers, body = connection.next()
        request_id = headers["lambda-runtime-aws-request-id"]
        Current.request_id = request_id
        try:
            result = handler(event_of(body), context_of(headers))
            try:
                answer = encode(result)
            except (TypeError, ValueError) as error:
                raise LoadError("Runtime.MarshalError", "Unable to marshal response: %s" % error)
        except BaseException as error:  # SystemExit too: a handler must not end its process unnoticed
            if isinstance(error, SystemExit):
                report({"errorType": "SystemExit", "errorMessage": str(error), "stackTrace": []})
                os._exit(error.code if isinstance(error.code, int) else 1)
            described = describe(error)
            report(described)
            connection.post("/invocation/%s/error" % request_id, json.dumps(described).encode(), described["errorType"], True)
            continue
        connection.post("/invocation/%s/response" % request_id, answer, None, True)


def main():
    if debug_port is not None:
        import debugpy

        debugpy.listen(("127.0.0.1", debug_port))
        debugpy.wait_for_client()
    connection = Connection(settings["api"])
    sys.path.insert(0, settings["code"])
    if "packages" in settings:
        sys.path.append(settings["packages"])  # what the cloud's runtime carries
    prepare_logging()
    try:
        handler = load(settings["handler"])
        if settings.get("initializer"):
            load(settings["initializer"])(FcContext(settings.get("context") or {}))
    except SystemExit:
        raise
    except BaseException as error:
        described = describe(error)
        if hasattr(error, "where"):
            described["stackTrace"] = error.where
        report(described)
        connection.post("/init/error", json.dumps(described).encode(), described["errorType"])
        os._exit(1)
    serve(connection, handler)


main()
