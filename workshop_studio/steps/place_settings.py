"""What a facilitator can set of a placing: who places, what the axes or the columns are called."""

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from workshop_studio.blocks import FormField
from workshop_studio.domain.records import EDITED, Settings
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.steps.place_params import AxesParams, ColumnsParams
from workshop_studio.steps.setting_fields import choice_field, number_field, refused, text_field

_AXES = ("across", "up")
_BETTER = {"less": True, "more": False}


def fields_of(params: AxesParams | ColumnsParams) -> tuple[FormField, ...]:
    """The fields, filled in as it stands; those whose names begin alike belong side by side."""
    by = choice_field("by", "place.by", params.by, ("each", "group"))
    if isinstance(params, ColumnsParams):
        fields = [by]
        for column in params.columns:
            fields += [
                text_field(f"{column.id}.name", "place.column", column.name, required=True),
                number_field(f"{column.id}.most", "place.most", column.most, 0, 1000),
            ]
        return tuple(fields)
    fields = [by]
    for name in _AXES:
        axis = params.across if name == "across" else params.up
        fields += [
            text_field(f"{name}.name", f"place.{name}", axis.name, required=True),
            text_field(f"{name}.low", f"place.{name}_low", axis.low),
            text_field(f"{name}.high", f"place.{name}_high", axis.high),
        ]
    better = "less" if params.less_across else "more"
    quarters = FormField(
        name="quarters", kind="long", label="place.quarters", value="", words=params.quadrants
    )
    return (*fields, choice_field("better", "place.better", better, tuple(_BETTER)), quarters)


def arranged(
    params: Mapping[str, JsonValue], before: AxesParams | ColumnsParams, settings: Settings
) -> Mapping[str, JsonValue] | Rejection:
    """The parameters with what was filled in; a rejection if that makes no placing.

    Args:
        params: as they stand.
        before: the same, read.
        settings: values by the names of :func:`fields_of`; what is not there stays as it is.
    """
    made: dict[str, Any] = dict(params)
    known = {field.name: field for field in fields_of(before)}
    columns = {one["id"]: dict(one) for one in made.get("columns", ())}
    for name, value in settings.items():
        refusal = refused(known.get(name), value)
        if refusal is not None:
            return refusal
        part, _, of = name.partition(".")
        if name == "by":
            made["by"] = value
        elif name == "better":
            made["less_across"] = _BETTER[str(value)]
        elif name == "quarters":
            lines = [line.strip() for line in str(value).splitlines() if line.strip()]
            if len(lines) not in {0, 4}:
                return reject("place.quarters")
            made["quadrants"] = [{EDITED: line} for line in lines]
        elif of == "most":
            columns[part]["most"] = value or None
        else:
            text = str(value).strip()
            if of == "name" and not text:
                return reject("place.no_name")
            named = columns[part] if part in columns else dict(made[part])
            named[of] = {EDITED: text} if text else {}
            if part in columns:
                columns[part] = named
            else:
                made[part] = named
    if columns:
        made["columns"] = list(columns.values())
    return made
