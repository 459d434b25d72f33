"""What is measured, and against what."""

from dataclasses import dataclass


@dataclass
class Case:
    """A command and its baseline, both as shell; a ratio without a target is only told.

    The folder is `plain` (a repository with `main` and `feature`), `branches` (two branches to merge, three staged
    tickets), `faulty` (five faults a ticket, a fresh copy for each run), `decided` (the same, with a report beside it in
    which every repair is enabled), `foreign` (what other tools keep, and an empty folder for each run), `survey-N`
    (1,000 tickets and N branches), `plan` and `plan-N` (the same with a plan of
    twenty parts more, whose number is `{plan}`), `sources` (1,000 tickets beside source files, 50 of them changed),
    `wide-N` (as many files as tickets are measured, with 100 tickets and N branches that change a few of each) or
    `history` (1,000 tickets, 5,000 commits). In both lines `{ticket}` is a ticket of the folder and `{status}` changes from
    run to run. Targets are for 10,000 tickets and more, since below that starting is all there is to measure; from 100,000
    on `many` is the target, where there is one.
    """
    command: str
    baseline: str
    target: float | None = None
    noise: float = 0.0
    many: float | None = None
    folder: str = "plain"

    def target_at(self, size):
        if size < 10_000:
            return None
        return self.many if self.many and size >= 100_000 else self.target


READ_TICKETS = "find .tickets -name ticket.md -print0 | xargs -0 cat"
READ_ALL = "find .tickets -type f -print0 | xargs -0 cat"
# The ids of the blobs stand in these columns.
CAT_TICKETS = "git ls-tree -r main -- .tickets | grep 'ticket.md$' | cut -c13-52 | git cat-file --batch"
LIST_EACH = "for ref in $(git for-each-ref --format='%(refname)' refs/heads); do git ls-tree -r $ref -- .tickets; done"
DIFF_EACH = "for ref in $(git for-each-ref --format='%(refname)' refs/heads); do git diff-tree -r --name-only main $ref; done"
LIST = "tickets list"
COPY_MADE = "cp -r made $(mktemp -d -p .)"
LOGS = "git log -p --format= main..feature -- .tickets"
PUSH = "git rev-parse feature main | xargs printf 'refs/heads/feature %s refs/heads/feature %s\\n'"
TWICE = "tickets validate; tickets validate"
# The same command in a folder of ten tickets.
SAME = "same"

CASES = [
    Case("tickets --version", "git --version", 4.0),
    Case("tickets list", READ_TICKETS, 0.45),
    Case("tickets list --json", READ_ALL, 1.0),
    Case("tickets validate", READ_ALL, 1.0),
    Case("tickets show {ticket}", SAME),
    Case("tickets brief {ticket}", "tickets show {ticket}", 1.3, noise=0.15),
    Case("tickets claim {ticket}", "git update-ref refs/measured/{ticket} HEAD", 4.0, noise=0.15),
    Case("tickets status {ticket} {status}", SAME, 1.0, noise=0.15),
    Case("tickets edit {ticket} --title {status}", "tickets status {ticket} {status}", 1.2, noise=0.15),
    Case("tickets log {ticket} --actor-type human --actor-id @me --summary Tried", SAME, 1.0, noise=0.15),
    Case("tickets new --title Measured", SAME, 1.0, noise=0.15),
    Case("tickets graph", LIST, 1.5),
    Case("tickets graph --json", LIST, 1.5),
    Case("tickets graph --critical-path", LIST, 1.5),
    Case("tickets validate --issues", TWICE, 1.0, noise=0.25, folder="faulty"),
    Case("tickets repair --all", TWICE, 1.5, noise=0.25, folder="faulty"),
    Case("tickets repair --issues-file ../decided/issues.yaml", TWICE, 2.0, noise=0.25, folder="decided"),
    Case("tickets page", "tickets list --json; tickets branches --json", 4.0, folder="survey-20"),
    Case("tickets import beads ../foreign", COPY_MADE, 4.0, folder="foreign"),
    Case("tickets import tk ../foreign/tk", COPY_MADE, 4.0, folder="foreign"),
    Case("tickets list --at main", CAT_TICKETS, 1.25),
    Case("tickets diff main..feature", "git diff-tree -r --name-only main feature", 2.0, many=1.5),
    Case("tickets diff", "git status --porcelain"),
    Case("tickets audit main..feature", LOGS),
    Case("tickets merge-check ours theirs", "git merge-tree --write-tree ours theirs", 2.5, folder="branches"),
    Case("tickets hook pre-commit", "git diff --cached --name-only", 4.0, folder="branches"),
    Case(f"{PUSH} | tickets hook pre-push origin here", LOGS),
    Case("tickets branches", LIST_EACH, 0.5, folder="survey-20"),
    Case("tickets branches", LIST_EACH, 0.2, folder="survey-500"),
    Case("tickets overlap", f"tickets branches; {DIFF_EACH}", 1.5, folder="wide-200"),
    Case("tickets train", "tickets merge-check main branch-1", 30.0, folder="survey-20"),
    Case("tickets where {ticket}", "tickets history {ticket}", 2.0, folder="history"),
    Case("tickets blame {ticket}", "tickets history {ticket}", 1.5, folder="history"),
    Case("tickets plan show {plan}", LIST, 1.6, folder="plan"),
    Case("tickets plan list", LIST, 1.6, folder="plan"),
    Case(f"tickets templates apply {' '.join(['ticket'] * 10)}", "tickets new Measured --template ticket", 3.0, noise=0.25,
         folder="plan"),
    Case("tickets plan add {plan} Measured", LIST_EACH, 0.2, folder="plan-500"),
    Case("tickets classify {ticket}", "git status --porcelain", 3.0, folder="sources"),
    Case("tickets flow {ticket}", "git status --porcelain", 3.0, folder="sources"),
    Case("tickets flow {ticket}", "git status --porcelain", 3.0),
    Case("tickets history {ticket}", "git log --format=%H -- .tickets/{ticket}/ticket.md", 2.0, folder="history"),
]
