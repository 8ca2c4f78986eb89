# SPDX-License-Identifier: BSD-2-Clause
"""How a test in Python tells its results."""


class Tap:
    """Test Anything Protocol on standard output."""

    def __init__(self):
        self.count = 0
        self.failed = False

    def result(self, name, complaints):
        self.count += 1
        self.failed |= bool(complaints)
        print(f"{'not ok' if complaints else 'ok'} {self.count} - {name}")
        for complaint in complaints:
            print(f"# {complaint}")
