/* Rows for a screen: memory/cells.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/cells.h"
#include "capture.h"
#include "check.h"
#include "text/complaint.h"

#include <string.h>

static const unsigned char bytes[] = "text\0\x1b\xff\x7f more, of it";

/* A row of LENGTH bytes at OFFSET, marked as MARKED has it. */
static const char *row(const char *type_name, size_t columns, uint64_t offset,
                       size_t length, unsigned marked)
{
	struct complaint complaint;
	struct value_type type;
	struct cells cells;
	struct output *output = capture_begin(true);
	size_t taken;

	if (type_name)
		type_read("TYPE", type_name, strlen(type_name), &type,
		          &complaint);
	cells_lay_out(&cells, type_name ? &type : NULL, offset + length,
	              columns);
	if (length > cells.count * cells.size)
		length = cells.count * cells.size;
	taken = cells_show(&cells, output, offset, bytes, length, marked);
	capture_end();
	if (marked == 0 && taken != capture_length)
		return "a wrong number of columns";
	return capture_text;
}

static const struct {
	const char *type;
	size_t columns;
	uint64_t offset;
	size_t length;
	unsigned marked;
	const char *text;
} rows[] = {
	/* as in a dump, and narrower */
	{ NULL, 79, 0, 16, 0,
	  "00000000  74 65 78 74 00 1b ff 7f  20 6d 6f 72 65 2c 20 6f  "
	  "|text.... more, o|" },
	{ NULL, 200, 16, 3, 0,
	  "00000010  74 65 78                                          "
	  "|tex|" },
	{ NULL, 78, 0, 8, 0,
	  "00000000  74 65 78 74 00 1b ff 7f                           "
	  "|text....|" },
	{ NULL, 77, 0, 16, 0, "00000000  74 65 78 74 00 1b ff 7f  |text....|" },
	{ NULL, 45, 0, 16, 0, "00000000  74 65 78 74 00 1b ff 7f  |text....|" },
	{ NULL, 44, 0, 2, 0, "00000000  74 65        |te|" },
	{ NULL, 17, 0, 16, 0, "00000000  74  |t|" },
	{ NULL, 16, 0, 16, 0, "" },
	{ NULL, 77, 0x123456780, 4, 0,
	  "123456780  74 65 78 74              |text|" },
	{ NULL, 30, 0, 4, 5,
	  "00000000  \033[7m74\033[27m 65 \033[7m78\033[27m 74  "
	  "|\033[7mt\033[27me\033[7mx\033[27mt|" },
	/* values, in columns as wide as the longest */
	{ "u8", 200, 0, 4, 0, "00000000  116  101  120  116" },
	{ "i8", 200, 4, 3, 0, "00000004   116   101   120" },
	{ "u32", 80, 0, 16, 0,
	  "00000000  1954047348  2147425024  1919905056  1864379493" },
	{ "u32", 50, 0, 16, 0, "00000000  1954047348  2147425024" },
	{ "u32", 20, 0, 16, 0, "00000000  1954047348" },
	{ "u32", 19, 0, 16, 0, "" },
	{ "u32", 80, 0, 8, 2,
	  "00000000  1954047348  \033[7m2147425024\033[27m" },
	{ "ptr", 80, 0, 8, 0, "00000000  0x7fff1b0074786574" },
	/* text: one in a row, cut where it does not fit */
	{ "char[4]", 80, 0, 4, 0, "00000000  text" },
	{ "char[9]", 80, 0, 9, 0, "00000000  text\\x00\\x1b\\xff\\x7f " },
	{ "char[9]", 21, 0, 9, 0, "00000000  text\\x00" },
	{ "char[4]", 80, 0, 4, 1, "00000000  \033[7mtext\033[27m" },
};

int main(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *text =
			row(rows[i].type, rows[i].columns, rows[i].offset,
		            rows[i].length, rows[i].marked);

		check(strcmp(text, rows[i].text) == 0, "%s in %zu columns%s%s",
		      rows[i].type ? rows[i].type : "bytes", rows[i].columns,
		      strcmp(text, rows[i].text) ? ": " : "",
		      strcmp(text, rows[i].text) ? text : "");
	}
	return plan();
}
