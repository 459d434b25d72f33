"""The folders that commands are measured in."""

import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


class Folder:
    """A folder of tickets to run commands in."""

    def __init__(self, path, size):
        self.path = path
        subprocess.run([os.path.join(HERE, "corpus"), str(size), path], check=True)
        self.names = sorted(os.listdir(os.path.join(path, ".tickets")))
        self.ticket = next(name for name in self.names if self.is_open(name))
        self.plan = ""

    def commit(self):
        """Makes a repository: `main` is everything, `feature` has 100 tickets, or all, with another status and entry."""
        git = ["git", "-C", self.path, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "gc.auto=0"]

        def commit(message):
            subprocess.run([*git, "add", "--all"], check=True)
            subprocess.run([*git, "commit", "--quiet", "--message", message], check=True)

        subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
        commit("Everything")
        subprocess.run([*git, "switch", "--quiet", "--create", "feature"], check=True)
        for name in self.names[::max(len(self.names) // 100, 1)][:100]:
            self.change(os.path.join(self.path, ".tickets", name))
        commit("Work")
        subprocess.run([*git, "switch", "--quiet", "main"], check=True)
        subprocess.run([*git, "gc", "--quiet"], check=True)

    @staticmethod
    def change(folder):
        file = os.path.join(folder, "ticket.md")
        with open(file, encoding="utf-8") as opened:
            lines = opened.read().split("\n")
        lines = ["status: blocked" if line.startswith("status:") else line for line in lines]
        with open(file, "w", encoding="utf-8") as opened:
            opened.write("\n".join(lines))
        logs = os.path.join(folder, "logs")
        with open(os.path.join(logs, sorted(os.listdir(logs))[0]), "a", encoding="utf-8") as opened:
            opened.write('{"ts":"2026-06-01T00:00:00.000Z","summary":"Blocked"}\n')

    def is_open(self, name):
        with open(os.path.join(self.path, ".tickets", name, "ticket.md"), encoding="utf-8") as file:
            return "\nstatus: todo\n" in file.read()

    def place(self):
        """Where the next run works."""
        return self.path

    def shell(self, command, turn):
        status = ["doing", "blocked"][turn % 2]
        return command.format(ticket=self.ticket, status=status, plan=self.plan)


def plan(path, environment):
    """Makes a plan of five milestones with four parts each; returns its number."""
    def tickets(*words):
        run = subprocess.run(["tickets", *words], cwd=path, env=environment, check=True, capture_output=True, text=True)
        return run.stdout.split()[0]

    number = tickets("plan", "new", "Measured")
    for _ in range(5):
        milestone = tickets("plan", "add", number, "Measured")
        for _ in range(4):
            tickets("new", "Measured", "--parent", milestone)
    return number


class Faulty(Folder):
    """A folder whose tickets have five faults each, of which each run gets a fresh copy."""

    def __init__(self, path, size):
        super().__init__(path, size)
        for name in self.names:
            self.spoil(os.path.join(path, ".tickets", name, "ticket.md"))

    def place(self):
        copy = f"{self.path}-copy"
        subprocess.run(["rm", "-rf", copy], check=True)
        os.makedirs(copy)
        subprocess.run(["cp", "-r", os.path.join(self.path, ".tickets"), copy], check=True)
        return copy

    def decide(self, environment):
        """Writes a report in which every repair is enabled."""
        report = "tickets validate --issues | sed 's/enabled: false/enabled: true/' >issues.yaml"
        subprocess.run(["sh", "-c", report], cwd=self.path, env=environment, check=True)

    @staticmethod
    def spoil(file):
        with open(file, encoding="utf-8") as opened:
            head, body = opened.read().split("\n---\n", 1)
        lines = []
        for line in head.split("\n"):
            key, _, value = line.partition(": ")
            if key == "status":
                line = f"status: {value.upper()}"
            elif key == "created_at":
                line = line.replace("Z", "+00:00")
            elif key == "labels":
                line = "labels: bug"
            lines.append(line)
        lines.append("updated_at: 2026-01-01T00:00:00Z")
        with open(file, "w", encoding="utf-8") as opened:
            opened.write("\n".join(lines) + "\n---\n" + body.replace("## Verification", "## Checks"))


class Foreign(Folder):
    """What other tools keep of as many tickets, and `made`, which is what an import of it makes; each run imports anew."""

    TEXT = "Some words about it, as many as people write.\n" * 5

    def __init__(self, path, size, environment):
        self.path, self.ticket, self.plan = path, "", ""
        for folder in ".beads", "tk", "made/.tickets":
            os.makedirs(os.path.join(path, folder))
        with open(os.path.join(path, ".beads", "issues.jsonl"), "w", encoding="utf-8") as file:
            for number in range(size):
                file.write(json.dumps(self.issue(number)) + "\n")
        for number in range(size):
            with open(os.path.join(path, "tk", f"t-{number}.md"), "w", encoding="utf-8") as file:
                file.write(f"---\nid: t-{number}\nstatus: open\ndeps: [t-{number // 2}]\nlinks: []\n"
                           f"created: {self.date(number)}\ntype: task\npriority: 2\n---\n# Issue {number}\n\n{self.TEXT}")
        subprocess.run(["tickets", "import", "tk", "../tk"], cwd=os.path.join(path, "made"), env=environment,
                       stdout=subprocess.DEVNULL, check=True)

    def issue(self, number):
        return {"id": f"bd-{number}", "title": f"Issue {number}", "description": self.TEXT, "status": "open",
                "priority": number % 5, "issue_type": "task", "created_at": self.date(number), "labels": ["a", "b"],
                "dependencies": [{"depends_on_id": f"bd-{number // 2}", "type": "blocks"}]}

    @staticmethod
    def date(number):
        return f"2026-01-{number % 28 + 1:02}T08:{number % 60:02}:00Z"

    def place(self):
        empty = f"{self.path}-empty"
        subprocess.run(["rm", "-rf", empty], check=True)
        os.makedirs(os.path.join(empty, ".tickets"))
        return empty


class Branches(Folder):
    """A repository with two branches that change 50 tickets each, and with 3 staged ones."""

    def __init__(self, path, size):
        super().__init__(path, size)
        names = sorted(os.listdir(os.path.join(path, ".tickets")))
        self.git("init", "--quiet", "--initial-branch=base")
        self.commit()
        for branch, offset in ("ours", 0), ("theirs", 1):
            self.git("checkout", "--quiet", "-b", branch, "base")
            self.change(names[offset::max(2, len(names) // 50)][:50])
            self.commit()
        self.git("checkout", "--quiet", "ours")
        self.change(names[2:5])
        self.git("add", "--all")

    def change(self, names):
        for name in names:
            path = os.path.join(self.path, ".tickets", name, "ticket.md")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace("## Description\n", "## Description\n\nMeasured.\n", 1))

    def commit(self):
        self.git("add", "--all")
        self.git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "--message=Measured")

    def git(self, *words):
        subprocess.run(["git", "-C", self.path, *words], check=True)


class Sources(Folder):
    """A repository of 1,000 tickets beside as many source files as there would be tickets, 50 of them changed."""

    TICKETS, CHANGED = 1_000, 50

    def __init__(self, path, size):
        super().__init__(path, self.TICKETS)
        for number in range(size):
            folder = os.path.join(path, "src", f"{number // 1000:03}", f"{number // 100 % 10}")
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, f"{number}.swift"), "w", encoding="utf-8") as file:
                file.write(f"let number{number} = {number}\n")
        with open(os.path.join(path, ".tickets", "config.yml"), "w", encoding="utf-8") as file:
            file.write("workflow: {flow: single-ticket}\n")
        self.commit()
        for number in range(0, size, max(size // self.CHANGED, 1)):
            folder = os.path.join(path, "src", f"{number // 1000:03}", f"{number // 100 % 10}")
            with open(os.path.join(folder, f"{number}.swift"), "a", encoding="utf-8") as file:
                file.write("public let more = true\n")


class Survey(Folder):
    """A repository of 1,000 tickets and many branches that change three tickets each, or one of 5,000 commits."""

    TICKETS, COMMITS = 1_000, 5_000

    def __init__(self, path, branches):
        super().__init__(path, self.TICKETS)
        subprocess.run(["git", "-C", path, "init", "--quiet", "--initial-branch=main"], check=True)
        subprocess.run(["git", "-C", path, "fast-import", "--quiet"], input=b"".join(self.stream(branches)), check=True)
        subprocess.run(["git", "-C", path, "reset", "--quiet", "--hard", "main"], check=True)
        subprocess.run(["git", "-C", path, "gc", "--quiet"], check=True)

    def stream(self, branches):
        yield self.head("main", 0, None)
        for root, _, files in os.walk(os.path.join(self.path, ".tickets")):
            for name in files:
                file = os.path.join(root, name)
                with open(file, "rb") as opened:
                    yield self.file(os.path.relpath(file, self.path), opened.read())
        if branches == 1:
            for number in range(1, self.COMMITS):
                # Every 50th commit changes the ticket itself, most others another one, some only code.
                name = self.ticket if number % 50 == 0 else self.names[number * 7 % len(self.names)]
                yield self.head("main", number, None)
                yield self.file("src/code.c", b"%d\n" % number) if number % 3 == 0 else self.change(name, number)
            return
        for number in range(1, branches):
            yield self.head(f"branch-{number}", number, "main")
            for offset in range(3):
                yield self.change(self.names[(number * 17 + offset) % len(self.names)], number)

    @staticmethod
    def head(branch, number, start):
        origin = f"from refs/heads/{start}\n" if start else ""
        return (f"commit refs/heads/{branch}\ncommitter Ada <ada@example.org> {1_769_712_130 + 60 * number} +0000\n"
                f"data 6\nChange\n{origin}").encode()

    def change(self, name, number):
        path = os.path.join(".tickets", name, "ticket.md")
        with open(os.path.join(self.path, path), "rb") as file:
            lines = file.read().split(b"\n")
        status = [b"todo", b"doing", b"blocked", b"done"][number // 50 % 4]
        lines = [b"status: " + status if line.startswith(b"status:") else line for line in lines]
        return self.file(path, b"\n".join(lines))

    @staticmethod
    def file(path, content):
        return f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


class Wide(Survey):
    """A repository of many files beside 100 tickets, and many branches that change a ticket and five files each."""

    TICKETS = 100

    def __init__(self, path, size, branches):
        self.size = size
        super().__init__(path, branches)

    def stream(self, branches):
        yield self.head("main", 0, None)
        for root, _, files in os.walk(os.path.join(self.path, ".tickets")):
            for name in files:
                file = os.path.join(root, name)
                with open(file, "rb") as opened:
                    yield self.file(os.path.relpath(file, self.path), opened.read())
        for number in range(self.size):
            yield self.file(self.source(number), b"%d\n" % number)
        for number in range(1, branches):
            yield self.head(f"branch-{number}", number, "main")
            yield self.change(self.names[number % len(self.names)], number)
            for offset in range(5):
                # Neighbours have a file in common.
                yield self.file(self.source((number * 4 + offset) * 97 % self.size), b"changed %d\n" % number)

    @staticmethod
    def source(number):
        return f"src/{number // 1000:03}/{number // 100 % 10}/{number}.c"
