"""Options in a file of pretalx' configuration, changed without touching a line that has nothing to do with them."""
import re

SECTION = re.compile(r"^\s*\[([^\]]+)\]\s*$")


def changed(text, section, values):
    """The text with some options of one section set; what stood there before is overwritten, comments stay."""
    lines, left, at = text.splitlines(), dict(values), None
    inside, result = False, []
    for line in lines:
        match = SECTION.match(line)
        if match:
            inside = match.group(1).strip() == section
            result.append(line)
            if inside and at is None:
                at = len(result)
            continue
        option = re.match(r"^\s*([A-Za-z0-9_]+)\s*[=:]", line) if inside else None
        name = option.group(1).lower() if option else None
        if name in values:
            if name in left:
                result.append("%s=%s" % (name, left.pop(name)))
            continue
        result.append(line)
    fresh = ["%s=%s" % each for each in left.items()]
    if at is None:
        result += ([""] if result and result[-1].strip() else []) + ["[%s]" % section] + fresh
    else:
        result[at:at] = fresh
    return "\n".join(result) + "\n"
