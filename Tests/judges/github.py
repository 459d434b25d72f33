"""As much of GitHub's interface as comments on a pull request need, for one test. Prints its port, then serves.

Arguments: a file that holds the comments as JSON, and the token that is wanted.
"""
import json
import re
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

path, token = sys.argv[1:]


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def reply(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_request(self):
        if self.headers.get("Authorization") != f"Bearer {token}":
            return self.reply(401, {})
        comments = json.load(open(path, encoding="utf-8"))
        address = urlparse(self.path)
        length = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(length)) if length else {}
        if match := re.fullmatch(r"/repos/o/r/issues/comments/(\d+)", address.path):
            found = [comment for comment in comments if comment["id"] == int(match[1])]
            if not found or self.command != "PATCH":
                return self.reply(404, {})
            found[0]["body"] = body["body"]
        elif address.path == "/repos/o/r/issues/7/comments":
            if self.command == "GET":
                query = {key: int(value[0]) for key, value in parse_qs(address.query).items()}
                start = (query["page"] - 1) * query["per_page"]
                return self.reply(200, comments[start : start + query["per_page"]])
            comments.append({"id": len(comments) + 1, "user": {"type": "Bot"}, "body": body["body"]})
        else:
            return self.reply(404, {})
        json.dump(comments, open(path, "w", encoding="utf-8"))
        return self.reply(200, {})

    do_GET = do_POST = do_PATCH = handle_request


server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
