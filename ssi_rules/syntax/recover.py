class Reader:
    def __init__(self, source, problems):
        self.source, self.problems, self.lost = source, problems, False
    def declaration(self, piece):
        from ssi_rules.syntax.attempt import attempt
        out = attempt(self.source, piece, "declaration")
        for f in out.faults: self.problems.add(f)
        if out.node is None: self.lost = True
        return out.node
