"""Russian: formal long date, decimal comma, no-break space between thousands."""

DATE_FORMAT = "j E Y \\г\\о\\д\\а"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j E Y \\г\\о\\д\\а, H:i"
SHORT_DATE_FORMAT = "d.m.Y"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
