"""Recognises the columns that survey tools add to the answers: times, devices, versions and ids of what was sent in."""

import re
from collections.abc import Collection

from egyv_engine.model.frozen import Frozen


class FormTool(Frozen):
    """A program that collects answers.

    Attributes:
        name: What people call it.
        signs: Names of columns, any of which only this tool writes.
        columns: A pattern of the names of the columns that it adds.
        ids: The columns with the id of what was sent in, the best first.
        sent: The columns with the time at which it was sent in, the best first.
    """

    name: str
    signs: frozenset[str]
    columns: re.Pattern[str]
    ids: tuple[str, ...]
    sent: tuple[str, ...]


def _tool(name: str, signs: str, columns: str, ids: str, sent: str) -> FormTool:
    return FormTool(
        name=name,
        signs=frozenset(signs.split("|")),
        columns=re.compile(columns),
        ids=tuple(ids.split("|")),
        sent=tuple(sent.split("|")),
    )


_TOOLS = (
    _tool(
        "KoboToolbox or ODK",
        "_uuid|_submission_time|__version__|KEY|SubmissionDate|instanceID|meta/instanceID|meta-instanceID|formhub/uuid"
        "|_parent_index|_submission__uuid",  # of a repeat group
        r"start|end|start-geopoint|audit|username|deviceid|DeviceID|device_id|phonenumber|phone_number|simserial|sim_serial"
        r"|subscriberid|subscriber_id|today|_(id|uuid|submission_time|validation_status|notes|status|submitted_by|tags|index"
        r"|attachments|geolocation|bamboo_dataset_id|xform_id_string|parent_index|parent_table_name|version_)"
        r"|_submission_.+|_?_version__?(_[0-9]+)?|(meta[/-])?(instance(ID|Name)|rootUuid|deprecatedID|audit)|formhub/uuid|KEY|PARENT_KEY"
        r"|SubmissionDate|Submitter(ID|Name)|Attachments(Present|Expected)|Status|ReviewState|Edits|FormVersion|formdef_version",
        "_uuid|KEY|instanceID|meta/instanceID|meta-instanceID|_id|_index",
        "_submission_time|SubmissionDate|end",
    ),
    _tool(
        "LimeSurvey",
        "lastpage|startlanguage|Last page|Start language|lastpage. Last page|startlanguage. Start language",
        r"(id|submitdate|lastpage|startlanguage|seed|startdate|datestamp|ipaddr|refurl|token|interviewtime|groupTime[0-9]+"
        r"|[A-Za-z0-9_]+Time)(\. .*)?|Response ID|Date submitted|Last page|Start language|Seed|Date started|Date last action"
        r"|IP address|Referrer URL|Access code|Total time|Group time: .*|Question time: .*",
        "id|Response ID|id. Response ID",
        "submitdate|Date submitted|submitdate. Date submitted",
    ),
    _tool(
        "Qualtrics",
        "RecordedDate|ResponseId|DistributionChannel",
        r"StartDate|EndDate|Status|IPAddress|Progress|Duration \(in seconds\)|Finished|RecordedDate|ResponseId"
        r"|Recipient(LastName|FirstName|Email)|ExternalReference|Location(Latitude|Longitude)|DistributionChannel"
        r"|UserLanguage|Q_[A-Z][A-Za-z]+",
        "ResponseId",
        "RecordedDate|EndDate",
    ),
    _tool(
        "SurveyMonkey",
        "Collector ID|collector_id",
        r"Respondent ID|Collector ID|Date Created|Date Modified|Start Date|End Date|IP Address|Email Address|First Name|Last Name"
        r"|Custom Data [0-9]+|respondent_id|collector_id|date_created|date_modified|start_date|end_date|ip_address|email_address|first_name"
        r"|last_name|custom_[0-9]+",
        "Respondent ID|respondent_id",
        "Date Modified|date_modified|End Date|end_date",
    ),
    _tool(
        "REDCap",
        "redcap_survey_identifier|redcap_event_name|redcap_repeat_instrument|Survey Identifier|Repeat Instrument",
        r"redcap_(survey_identifier|event_name|repeat_instrument|repeat_instance)|.+_(timestamp|complete)|Survey Identifier"
        r"|Survey Timestamp|Event Name|Repeat Instrument|Repeat Instance|Complete\?",
        "",  # the id of a record is that of a person
        "",
    ),
    _tool(
        "Microsoft Forms",
        "Completion time",
        r"ID|Start time|Completion time|Email|Name|Last modified time",
        "ID",
        "Completion time",
    ),
    _tool(
        "CommCare",
        "formid|form_link|received_on",
        r"formid|form_link|completed_time|started_time|received_on|username|hq_user|caseid|number|form\.(@|meta\.).*",
        "formid",
        "received_on|completed_time",
    ),
    _tool(
        "Epi Info",
        "GlobalRecordId",
        r"GlobalRecordId|UniqueKey|FKEY|RECSTATUS|(First|Last)Save(LogonName|Time)|SYSTEMDATE",
        "GlobalRecordId|UniqueKey",
        "LastSaveTime|FirstSaveTime",
    ),
    _tool(
        "Typeform",
        "Network ID|Submit Date (UTC)|Stage Date (UTC)",
        r"#|Response Type|(Start|Stage|Submit) Date \(UTC\)|Network ID|Tags|Ending",
        "#",
        "Submit Date (UTC)",
    ),
    _tool(
        "Jotform",
        "Submission ID",
        r"Submission (Date|ID|IP|URL|Edit URL)|Last Update Date|Flow Status",
        "Submission ID",
        "Last Update Date|Submission Date",
    ),
    _tool(
        "SmartSurvey",
        "UserNo|Tracking Link",
        r"UserID|UserNo|Name|Email|IP Address|Unique ID|Started|Ended|Tracking Link|Device|Browser|OS|Referrer|Invite Code",
        "Unique ID|UserID|UserNo",
        "Ended",
    ),
    _tool(
        "Google Forms", "Timestamp", r"Timestamp|Username|Email Address|Score", "Email Address", "Timestamp"
    ),
)


def form_tool(columns: Collection[str]) -> FormTool | None:
    """Return the tool that wrote a file; None if no column is one that only a tool writes.

    Args:
        columns: The names of the file's columns.
    """
    return next((tool for tool in _TOOLS if not tool.signs.isdisjoint(columns)), None)


def tool_columns(tool: FormTool | None, columns: Collection[str]) -> list[str]:
    """Return those of some columns that are no questions, because the tool adds them.

    Args:
        tool: The tool that wrote the file, if one did.
        columns: The names of the file's columns.
    """
    return [] if tool is None else [name for name in columns if tool.columns.fullmatch(name)]
