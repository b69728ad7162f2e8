"""The member data export of LinkedIn, in every form it has had since 2015."""

from ssi_rules.sources.linkedin.exports import ExportDataset, is_export, member_id, read_export, read_exports

__all__ = ["ExportDataset", "is_export", "member_id", "read_export", "read_exports"]
