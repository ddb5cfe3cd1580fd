"""Says of every workbook in a folder what pyxform thinks of it: one line of JSON each."""

import json
import pathlib
import sys

from pyxform.xls2xform import convert

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    warnings = []
    try:
        # Without ODK Validate, which needs Java.
        convert(xlsform=str(path), warnings=warnings, validate=False)
        error = None
    except Exception as fault:  # pyxform also breaks off with errors of Python's own
        error = f"{type(fault).__name__}: {fault}"
    print(json.dumps({"name": path.stem, "error": error, "warnings": warnings}))
