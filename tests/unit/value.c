/* Typed values as text and as bytes: src/language/types.c, src/memory/value.c.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/value.h"
#include "check.h"

#include <endian.h>
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* BYTES in hex as they lie in memory of a little-endian machine; PRINTED NULL
 * where it is TEXT itself. */
static const struct {
	const char *type;
	const char *text;
	const char *bytes;
	const char *printed;
} good[] = {
	{ "u8", "0", "00", NULL },
	{ "u8", "255", "ff", NULL },
	{ "u8", "0xff", "ff", "255" },
	{ "u8", "-0", "00", "0" },
	{ "i8", "-128", "80", NULL },
	{ "i8", "127", "7f", NULL },
	{ "u16", "258", "0201", NULL },
	{ "u16be", "258", "0102", NULL },
	{ "u16le", "258", "0201", NULL },
	{ "i16be", "-2", "fffe", NULL },
	{ "i32", "-1", "ffffffff", NULL },
	{ "i32", "-2147483648", "00000080", NULL },
	{ "u32", "0777", "ff010000", "511" },
	{ "u32be", "1", "00000001", NULL },
	{ "i64", "-9223372036854775808", "0000000000000080", NULL },
	{ "u64", "18446744073709551615", "ffffffffffffffff", NULL },
	{ "u64be", "1", "0000000000000001", NULL },
	{ "f32", "1.5", "0000c03f", NULL },
	{ "f32be", "1.5", "3fc00000", NULL },
	{ "f32", "0.1", "cdcccc3d", NULL },
	{ "f64", "0.1", "9a9999999999b93f", NULL },
	{ "f64", "-0", "0000000000000080", NULL },
	{ "f64", "0", "0000000000000000", NULL },
	{ "f64", "1e400", NULL, "VALUE: '1e400' is too large for f64" },
	{ "f64", "1e308", "a0c8eb85f3cce17f", "1e+308" },
	{ "f64", "5e-324", "0100000000000000", NULL },
	{ "f64", "inf", "000000000000f07f", NULL },
	{ "f64", "-inf", "000000000000f0ff", NULL },
	{ "f64", "0x1p3", "0000000000002040", "8" },
	{ "f64", "nan", "000000000000f87f", NULL },
	{ "f64", "-nan", "000000000000f8ff", NULL },
	{ "f64", "nan(0x1)", "010000000000f07f", NULL },
	{ "f32", "nan(0x1)", "0100807f", NULL },
	{ "f32", "-nan(0x7fffff)", "ffffffff", NULL },
	{ "f32", "inf", "0000807f", NULL },
	{ "ptr", "0x7f0012345678", "78563412007f0000", NULL },
	{ "char", "A", "41", NULL },
	{ "char", "", "00", NULL },
	{ "char[4]", "abc", "61626300", NULL },
	{ "char[4]", "abcd", "61626364", NULL },
};

static const struct {
	const char *type;
	const char *text;
	const char *what;
} bad[] = {
	{ "u8", "300", "VALUE: '300' does not fit u8 (0 to 255)" },
	{ "u8", "-1", "VALUE: '-1' does not fit u8 (0 to 255)" },
	{ "i8", "128", "VALUE: '128' does not fit i8 (-128 to 127)" },
	{ "i8", "-129", "VALUE: '-129' does not fit i8 (-128 to 127)" },
	{ "u16", "65536", "VALUE: '65536' does not fit u16 (0 to 65535)" },
	{ "i32", "2147483648",
	  "VALUE: '2147483648' does not fit i32 (-2147483648 to 2147483647)" },
	{ "i64", "9223372036854775808",
	  "VALUE: '9223372036854775808' does not fit i64 "
	  "(-9223372036854775808 to 9223372036854775807)" },
	{ "u64", "18446744073709551616",
	  "VALUE: '18446744073709551616' does not fit u64 "
	  "(0 to 18446744073709551615)" },
	{ "u32be", "4294967296",
	  "VALUE: '4294967296' does not fit u32be (0 to 4294967295)" },
	{ "ptr", "-1",
	  "VALUE: '-1' does not fit ptr (0 to 18446744073709551615)" },
	{ "u8", "1x", "VALUE: '1x' is not a whole number" },
	{ "u8", "", "VALUE: '' is not a whole number" },
	{ "u8", "1.5", "VALUE: '1.5' is not a whole number" },
	{ "u8", "08", "VALUE: '08' is not a whole number" },
	{ "f32", "1e39", "VALUE: '1e39' is too large for f32" },
	{ "f32", "x", "VALUE: 'x' is not a number" },
	{ "f32", "", "VALUE: '' is not a number" },
	{ "f32", "nan(0)", "VALUE: 'nan(0)' is not a number" },
	{ "f32", "nan(0x800000)", "VALUE: 'nan(0x800000)' is not a number" },
	{ "f64", "nan(x)", "VALUE: 'nan(x)' is not a number" },
	{ "f64", " 1", "VALUE: ' 1' is not a number" },
	{ "char", "ab", "VALUE: 'ab' is 2 bytes, more than char holds" },
	{ "char[4]", "abcde",
	  "VALUE: 'abcde' is 5 bytes, more than char[4] holds" },
};

static const struct {
	const char *type;
	const char *what;
	const char *remedy;
} no_types[] = {
	{ "u7", "TYPE: 'u7' is not a type", "u8" },
	{ "int", "TYPE: 'int' is not a type", "i32" },
	{ "uint32_t", "TYPE: 'uint32_t' is not a type", "u32" },
	{ "", "TYPE: '' is not a type", "" },
	{ "le", "TYPE: 'le' is not a type", NULL },
	{ "u8le", "TYPE: u8 is one byte and has no order", "" },
	{ "charbe", "TYPE: char is one byte and has no order", "" },
	{ "char[0]", "TYPE: 'char[0]' holds nothing", "" },
	{ "char[]", "TYPE: 'char[]' is not a type", NULL },
	{ "char[65537]", NULL, NULL },
	{ "char[x]", NULL, NULL },
	{ "u32[4]", "TYPE: 'u32[4]' is not a type", NULL },
};

static struct value_type read_type(const char *name)
{
	struct complaint complaint;
	struct value_type type;

	if (!type_read("TYPE", name, strlen(name), &type, &complaint))
		exit(1);
	return type;
}

static void print_hex(const unsigned char *bytes, size_t size, char *hex)
{
	for (size_t i = 0; i < size; i++)
		sprintf(hex + 2 * i, "%02x", bytes[i]);
}

static void check_good(size_t i)
{
	struct value_type type = read_type(good[i].type);
	unsigned char bytes[16];
	struct complaint complaint;
	char hex[40];
	char out[VALUE_ROOM];
	char name[TYPE_ROOM];
	const char *wanted = good[i].printed ? good[i].printed : good[i].text;

	if (!value_parse("VALUE", &type, good[i].text, strlen(good[i].text),
	                 bytes, &complaint)) {
		check(!good[i].bytes && strcmp(complaint.what, wanted) == 0,
		      "%s %s", good[i].type, good[i].text);
		return;
	}
	print_hex(bytes, type.size, hex);
	if (type.form == VALUE_TEXT) {
		size_t length = value_text_length(&type, bytes);

		snprintf(out, sizeof(out), "%.*s", (int)length,
		         (const char *)bytes);
	} else {
		value_print(&type, bytes, out);
	}
	type_print(&type, name);
	if (!check(good[i].bytes && strcmp(hex, good[i].bytes) == 0 &&
	                   strcmp(out, wanted) == 0 &&
	                   strncmp(name, good[i].type, strlen(name)) == 0,
	           "%s %s", good[i].type, good[i].text))
		printf("# %s %s %s\n", name, hex, out);
}

static void check_bad(size_t i)
{
	struct value_type type = read_type(bad[i].type);
	unsigned char bytes[16];
	struct complaint complaint = { 0 };
	bool done = value_parse("VALUE", &type, bad[i].text,
	                        strlen(bad[i].text), bytes, &complaint);

	if (!check(!done && strcmp(complaint.what, bad[i].what) == 0, "%s %s",
	           bad[i].type, bad[i].text))
		printf("# %s\n", complaint.what);
}

static void check_no_type(size_t i)
{
	struct complaint complaint = { 0 };
	struct value_type type;
	bool done = type_read("TYPE", no_types[i].type,
	                      strlen(no_types[i].type), &type, &complaint);
	bool right = !no_types[i].what ||
	             strcmp(complaint.what, no_types[i].what) == 0;

	if (no_types[i].remedy)
		right &= strcmp(complaint.remedy, no_types[i].remedy) == 0;
	if (!check(!done && right, "type %s", no_types[i].type))
		printf("# %s try %s\n", complaint.what, complaint.remedy);
}

static uint64_t random_bits(void)
{
	static uint64_t state = 0x9e3779b97f4a7c15;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

/* What is printed reads back as the same bits, NaNs and all. */
static void check_round_trip(const char *name, unsigned count)
{
	struct value_type type = read_type(name);
	unsigned wrong = 0;

	for (unsigned i = 0; i < count; i++) {
		uint64_t bits = random_bits();
		uint64_t again = 0;
		struct complaint complaint;
		char text[VALUE_ROOM];
		size_t length = value_print(&type, &bits, text);

		if (!value_parse("VALUE", &type, text, length, &again,
		                 &complaint) ||
		    memcmp(&bits, &again, type.size) != 0)
			wrong++;
	}
	check(wrong == 0, "%u random %s print and read back", count, name);
}

/* Its digits before an exponent: "-0.0015" has two. */
static int digits_of(const char *text)
{
	int digits = 0;

	for (; *text && *text != 'e'; text++)
		if (*text >= '1' && *text <= '9')
			digits++;
		else if (*text == '0' && digits > 0)
			digits++;
	return digits;
}

/* The real that has these BITS. */
static double real_of(const char *name, uint64_t bits)
{
	uint32_t word = (uint32_t)bits;
	double wide;
	float narrow;

	memcpy(&wide, &bits, sizeof(wide));
	memcpy(&narrow, &word, sizeof(narrow));
	return name[1] == '6' ? wide : (double)narrow;
}

/* One digit less would be another value. */
static bool is_shortest(const char *name, uint64_t bits)
{
	struct value_type type = read_type(name);
	double value = real_of(name, bits);
	char text[VALUE_ROOM];
	char less[VALUE_ROOM];
	int digits;

	value_print(&type, &bits, text);
	digits = digits_of(text);
	/* zeros before the point are no digits that could be left away */
	if (!isfinite(value) || digits < 2 ||
	    (!strchr(text, '.') && !strchr(text, 'e')))
		return true;
	snprintf(less, sizeof(less), "%.*e", digits - 2, value);
	if (name[1] == '6' ? strtod(less, NULL) != value
	                   : strtof(less, NULL) != (float)value)
		return true;
	printf("# %s is %s, too\n", text, less);
	return false;
}

static void check_shortest(const char *name, unsigned count)
{
	unsigned wrong = 0;

	for (unsigned i = 0; i < count; i++) {
		char few[VALUE_ROOM];
		double value = real_of(name, random_bits());
		uint64_t bits = 0;
		float narrow;

		wrong += !is_shortest(name, random_bits());
		/* the smallest, which have few digits */
		wrong += !is_shortest(name, random_bits() >> (12 + i % 50));
		/* and those that people write */
		snprintf(few, sizeof(few), "%.*e", (int)(i % 16), value);
		value = strtod(few, NULL);
		narrow = strtof(few, NULL);
		if (name[1] == '6')
			memcpy(&bits, &value, sizeof(value));
		else
			memcpy(&bits, &narrow, sizeof(narrow));
		wrong += !is_shortest(name, bits);
	}
	check(wrong == 0, "%u %s have no digit too many", 3 * count, name);
}

static void check_order(const char *name, const char *left, const char *right,
                        enum value_order wanted)
{
	struct value_type type = read_type(name);
	struct complaint complaint;
	char a[16];
	char b[16];

	if (!value_parse("", &type, left, strlen(left), a, &complaint) ||
	    !value_parse("", &type, right, strlen(right), b, &complaint))
		exit(1);
	check(value_compare(&type, a, b) == wanted, "order of %s: %s and %s",
	      name, left, right);
}

static void check_orders(void)
{
	check_order("u8", "200", "100", VALUE_GREATER);
	check_order("i8", "-1", "1", VALUE_LESS);
	check_order("i16be", "-1", "1", VALUE_LESS);
	check_order("u16be", "256", "1", VALUE_GREATER);
	check_order("u64", "18446744073709551615", "0", VALUE_GREATER);
	check_order("i64", "-9223372036854775808", "0", VALUE_LESS);
	check_order("f64", "-0", "0", VALUE_EQUAL);
	check_order("f64", "-inf", "1", VALUE_LESS);
	check_order("f64", "nan", "nan", VALUE_UNORDERED);
	check_order("f32be", "1.5", "1.5", VALUE_EQUAL);
	check_order("char[4]", "abc", "abd", VALUE_LESS);
	check_order("char[4]", "abc", "abc", VALUE_EQUAL);
	check_order("ptr", "0xffffffffffffffff", "1", VALUE_GREATER);
}

int main(void)
{
	static const char *const types[] = { "i8",  "u8",    "i16", "u16be",
		                             "i32", "u32",   "i64", "u64be",
		                             "f32", "f32be", "f64", "f64be",
		                             "ptr" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		check_good(i);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		check_bad(i);
	for (size_t i = 0; i < sizeof(no_types) / sizeof(no_types[0]); i++)
		check_no_type(i);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		check_round_trip(types[i], 20000);
	check_shortest("f32", 5000);
	check_shortest("f64", 5000);
	check_orders();
	return plan();
}
