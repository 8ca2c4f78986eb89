/* Numbers and sizes at every border: language/numbers.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/numbers.h"
#include "check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* With its length: a text may hold a NUL byte. */
#define TEXT(bytes) .text = (bytes), .length = sizeof(bytes) - 1

#define GOOD(bytes, number)                                                    \
	{                                                                      \
		TEXT(bytes), .value = (number)                                 \
	}

#define NEGATIVE(bytes, number)                                                \
	{                                                                      \
		TEXT(bytes), .value = (number), .negative = true               \
	}

#define TOO_LARGE(bytes)                                                       \
	{                                                                      \
		TEXT(bytes), .error = NUMBER_TOO_LARGE                         \
	}

#define MALFORMED(bytes)                                                       \
	{                                                                      \
		TEXT(bytes), .error = NUMBER_MALFORMED                         \
	}

struct row {
	const char *text;
	size_t length;
	enum number_error error;
	uint64_t value;
	bool negative;
};

static const struct row numbers[] = {
	GOOD("0", 0),
	GOOD("7", 7),
	GOOD("1234", 1234),
	GOOD("+1234", 1234),
	NEGATIVE("-1234", 1234),
	NEGATIVE("-0", 0),
	GOOD("0x4d2", 1234),
	GOOD("0X4D2", 1234),
	NEGATIVE("-0x1", 1),
	GOOD("0777", 0777),
	GOOD("00", 0),
	NEGATIVE("-010", 8),
	GOOD("2147483647", 0x7fffffff),
	GOOD("2147483648", 0x80000000),
	GOOD("4294967295", 0xffffffff),
	GOOD("4294967296", 0x100000000),
	GOOD("9223372036854775807", INT64_MAX),
	GOOD("9223372036854775808", UINT64_C(1) << 63),
	GOOD("18446744073709551615", UINT64_MAX),
	NEGATIVE("-18446744073709551615", UINT64_MAX),
	GOOD("0xffffffffffffffff", UINT64_MAX),
	GOOD("0x0000000000000000ff", 255),
	GOOD("01777777777777777777777", UINT64_MAX),
	TOO_LARGE("18446744073709551616"),
	TOO_LARGE("-18446744073709551616"),
	TOO_LARGE("0x10000000000000000"),
	TOO_LARGE("02000000000000000000000"),
	TOO_LARGE("99999999999999999999999999999999999999999"),
	MALFORMED("99999999999999999999999999999999999999999x"),
	MALFORMED(""),
	MALFORMED("+"),
	MALFORMED("-"),
	MALFORMED("--1"),
	MALFORMED("+-1"),
	MALFORMED(" 1"),
	MALFORMED("1 "),
	MALFORMED("1a"),
	MALFORMED("1K"),
	MALFORMED("1.0"),
	MALFORMED("1e3"),
	MALFORMED("0x"),
	MALFORMED("0xg"),
	MALFORMED("0x-1"),
	MALFORMED("x1"),
	MALFORMED("08"),
	MALFORMED("0789"),
	MALFORMED("0b1"),
	MALFORMED("0a"),
	MALFORMED("1\0"),
	MALFORMED("\0001"),
	MALFORMED("\331\241"),
};

static const struct row sizes[] = {
	GOOD("0", 0),
	GOOD("4096", 4096),
	GOOD("0x1000", 4096),
	GOOD("010", 8),
	GOOD("1K", 1024),
	GOOD("1k", 1024),
	GOOD("1KiB", 1024),
	GOOD("0K", 0),
	GOOD("0x10K", 16384),
	GOOD("010M", 8 << 20),
	GOOD("3M", 3 << 20),
	GOOD("3MiB", 3 << 20),
	GOOD("1G", 1 << 30),
	GOOD("1T", UINT64_C(1) << 40),
	GOOD("1P", UINT64_C(1) << 50),
	GOOD("16383P", UINT64_C(16383) << 50),
	GOOD("18014398509481983K", UINT64_MAX - 1023),
	GOOD("18446744073709551615", UINT64_MAX),
	TOO_LARGE("18446744073709551616"),
	TOO_LARGE("18014398509481984K"),
	TOO_LARGE("17592186044416M"),
	TOO_LARGE("17179869184G"),
	TOO_LARGE("16777216T"),
	TOO_LARGE("16384P"),
	TOO_LARGE("99999999999999999999K"),
	MALFORMED(""),
	MALFORMED("K"),
	MALFORMED("-1"),
	MALFORMED("+1"),
	MALFORMED("1KB"),
	MALFORMED("1Ki"),
	MALFORMED("1kib"),
	MALFORMED("1KiBs"),
	MALFORMED("1KK"),
	MALFORMED("1B"),
	MALFORMED("0B"),
	MALFORMED("1m"),
	MALFORMED("1E"),
	MALFORMED("1 K"),
	MALFORMED("1.5K"),
	MALFORMED("0x"),
	MALFORMED("0xK"),
	MALFORMED("08K"),
	MALFORMED("1\0"),
};

/* Exactly its size, so that sanitizers see any byte too far. */
static char *copy_of(const struct row *row)
{
	char *copy = malloc(row->length ? row->length : 1);

	memcpy(copy, row->text, row->length);
	return copy;
}

static void check_numbers(void)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		const struct row *row = &numbers[i];
		char *copy = copy_of(row);
		struct number number;
		enum number_error error =
			number_parse(copy, row->length, &number);

		check(error == row->error &&
		              (error != NUMBER_GOOD ||
		               (number.magnitude == row->value &&
		                number.negative == row->negative)),
		      "number '%s'", row->text);
		free(copy);
	}
}

static void check_sizes(void)
{
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		const struct row *row = &sizes[i];
		char *copy = copy_of(row);
		uint64_t size;
		enum number_error error = size_parse(copy, row->length, &size);

		check(error == row->error &&
		              (error != NUMBER_GOOD || size == row->value),
		      "size '%s'", row->text);
		free(copy);
	}
}

static void check_unsigned(const char *text, uint64_t most,
                           const char *complaint_text, uint64_t expected)
{
	struct complaint complaint = { .what = "" };
	uint64_t value = 0;
	bool good = number_read_unsigned("N", text, strlen(text), most, &value,
	                                 &complaint);

	if (!check(good == !complaint_text && value == expected &&
	                   strcmp(complaint.what,
	                          complaint_text ? complaint_text : "") == 0,
	           "unsigned '%s' up to %" PRIu64, text, most))
		printf("# %" PRIu64 ", %s\n", value, complaint.what);
}

static void check_size_read(const char *text, const char *complaint_text)
{
	struct complaint complaint = { .what = "" };
	uint64_t size;

	if (!check(size_read("SIZE", text, strlen(text), &size, &complaint) ==
	                           !complaint_text &&
	                   strcmp(complaint.what,
	                          complaint_text ? complaint_text : "") == 0,
	           "reading size '%s'", text))
		printf("# %s\n", complaint.what);
}

int main(void)
{
	check_numbers();
	check_sizes();

	check_unsigned("255", 255, NULL, 255);
	check_unsigned("256", 255, "N: '256' is over 255", 0);
	check_unsigned("-1", 255, "N: '-1' is negative", 0);
	check_unsigned("-0", 255, NULL, 0);
	check_unsigned("18446744073709551615", UINT64_MAX, NULL, UINT64_MAX);
	check_unsigned("18446744073709551616", UINT64_MAX,
	               "N: '18446744073709551616' does not fit 64 bits", 0);
	check_unsigned("1x", UINT64_MAX, "N: '1x' is not a number", 0);

	check_size_read("1K", NULL);
	check_size_read("-1", "SIZE: '-1' is negative");
	check_size_read("-x", "SIZE: '-x' is not a size");
	check_size_read("16384P", "SIZE: '16384P' does not fit 64 bits");
	check_size_read("12junk", "SIZE: '12junk' is not a size");
	return plan();
}
