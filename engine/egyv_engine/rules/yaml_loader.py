"""The YAML parser of every module that reads rule files: libyaml, or the one in Python where PyYAML has no libyaml."""

from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
