"""Date cells are as fine as their number format shows them, numbers never in exponent form."""

from __future__ import annotations

import pytest

from loaders.files.cells import number_text
from loaders.files.dates import displayed_text, serial_text

AUGUST_15 = 43692
HALF_PAST_NINE = 9.5 / 24


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("yyyy年m月", "2019-08"),
        ('yyyy"年"m"月";@', "2019-08"),
        ('[$-804]yyyy"年"m"月"', "2019-08"),
        ('[DBNum1][$-804]yyyy"年"m"月"', "2019-08"),
        ("yyyy\\年m\\月", "2019-08"),
        ("yyyy-mm", "2019-08"),
        ("yyyy.mm", "2019-08"),
        ("YYYY/MM", "2019-08"),
        ("mmm-yy", "2019-08"),
        ("yyyy", "2019"),
        ('yyyy"年"', "2019"),
        ("yyyy-mm-dd", "2019-08-15"),
        ('yyyy"年"m"月"d"日"', "2019-08-15"),
        ("mm-dd-yy", "2019-08-15"),
        ("m/d", "2019-08-15"),
        ("[Red]d-mmm-yy", "2019-08-15"),
        ("yyyy-mm-dd h:mm", "2019-08-15 09:30:00"),
        ("m/d/yy h:mm AM/PM", "2019-08-15 09:30:00"),
        ("h:mm", "2019-08-15 09:30:00"),
        ("General", "43692.395833333336"),
        ("G/通用格式", "43692.395833333336"),
        ("[h]:mm", "43692.395833333336"),
        ("#,##0.00", "43692.395833333336"),
        ("0.00E+00", "43692.395833333336"),
        ('0"d"', "43692.395833333336"),
        ("", "43692.395833333336"),
    ],
)
def test_a_day_with_a_time(number_format: str, text: str) -> None:
    assert serial_text(AUGUST_15 + HALF_PAST_NINE, number_format) == text


@pytest.mark.parametrize(
    ("serial", "text"),
    [
        (1, "1900-01-01"),
        (59, "1900-02-28"),
        (61, "1900-03-01"),
        (2_958_465, "9999-12-31"),
        (43691.99999999999, "2019-08-15"),
        (0, "0"),
        (-1, "-1"),
        (60, "60"),
        (2_958_466, "2958466"),
        (1e300, str(10**300)),
        (2_958_465.9999999999, "2958466"),
    ],
)
def test_numbers_of_no_day_stay_numbers(serial: float, text: str) -> None:
    assert serial_text(serial, "yyyy-mm-dd") == text


def test_a_bare_time() -> None:
    assert serial_text(HALF_PAST_NINE, "h:mm") == "09:30:00"
    assert serial_text(AUGUST_15, "yyyy-mm-dd hh:mm:ss") == "2019-08-15 00:00:00"


def test_days_counted_from_1904() -> None:
    assert serial_text(AUGUST_15 - 1462, "yyyy-mm-dd", from_1904=True) == "2019-08-15"
    assert serial_text(0, "yyyy-mm-dd", from_1904=True) == "1904-01-01"
    assert serial_text(-1, "yyyy-mm-dd", from_1904=True) == "-1"


@pytest.mark.parametrize(
    ("iso", "displayed", "text"),
    [
        ("2019-08-01", "2019年8月", "2019-08"),
        ("2019-08-01", "二〇一九年八月", "2019-08"),
        ("2019-08-01", "2019年", "2019"),
        ("2019-08-01", "2019", "2019"),
        ("2019-08-01", "2019-08", "2019-08"),
        ("2019-08-01", "08/2019", "2019-08"),
        ("2019-08-01", "Aug 19", "2019-08"),
        ("2019-08-01", "08-01", "2019-08-01"),
        ("2019-08-01", "2019年8月1日", "2019-08-01"),
        ("2019-08-01T09:30:00", "2019-08-01", "2019-08-01"),
        ("2019-08-01T09:30:00", "2019-08-01 09:30", "2019-08-01 09:30:00"),
    ],
)
def test_dates_that_carry_what_they_show(iso: str, displayed: str, text: str) -> None:
    assert displayed_text(iso, displayed) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (0.5, "0.5"),
        (12300000002.0, "12300000002"),
        (123456789012345678, "123456789012345678"),
        (1.5e16, "15000000000000000"),
        (1e-7, "0.0000001"),
        (-0.25, "-0.25"),
        (100.0, "100"),
    ],
)
def test_numbers(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number(number: float) -> None:
    with pytest.raises(ValueError, match=r"(?i)nan|infinity"):
        number_text(number)
