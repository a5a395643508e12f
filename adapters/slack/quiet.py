"""The log of Slack's own libraries, made discreet. No client, no token."""

from __future__ import annotations

import logging
import re

sdk_log = logging.getLogger(f"{__name__}.sdk")
"""For Slack's libraries: at DEBUG they write down what people said, whatever the operator asked for."""
sdk_log.setLevel(logging.WARNING)


def _keep_quiet(record: logging.LogRecord) -> bool:
    """No tracebacks, and no queries of addresses: the one of a connection opens it."""
    record.msg, record.args = re.sub(r"\?[^\s'\")]+", "?…", record.getMessage()), ()
    record.exc_info = record.exc_text = None
    return True


sdk_log.addFilter(_keep_quiet)
