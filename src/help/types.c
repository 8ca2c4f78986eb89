/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"A TYPE says how many bytes a value has and what they mean:\n"
"\n"
"    i8 i16 i32 i64     with a sign: int8_t, short, int, long\n"
"    u8 u16 u32 u64     without: uint8_t, unsigned short, unsigned, size_t\n"
"    f32 f64            float, double\n"
"    ptr                an address, 8 bytes on most machines, shown in hex\n"
"    char               one byte of text\n"
"    char[16]           16 bytes of text, those behind its end NULs\n"
"\n"
"The bytes of a number stand in the order of this machine. le behind the\n"
"name means that the lowest comes first, be the highest: u16be, f64le.\n"
"\n"
"    write -t TYPE PLACE VALUE...     one value behind the other\n"
"    read -t TYPE PLACE               one of them\n"
"    read -t TYPE -n COUNT PLACE      several, a line each; -n all: to the end\n"
"\n"
"A value that its type does not hold is refused, with the range: 300 for u8,\n"
"a text of 17 bytes for char[16]. All are checked before the first is\n"
"written. Numbers are C's, of f32 and f64 also inf, -inf, nan and nan(0x1),\n"
"whose number is the bits of the NaN. What read -t shows is exact: write -t\n"
"makes the same bytes of it. A text is shown with escapes, for \"...\".\n"
"\n"
"A value of 1, 2, 4 or 8 bytes at an offset that is a multiple of its size\n"
"is loaded and stored in one access, so that other programs, and you, never\n"
"see half of it. Any other is copied, and who reads it meanwhile may see a\n"
"part: longer texts, values at other offsets, and all that write without\n"
"-t, read without -t, printf, scanf and dump do.\n"
"\n"
"In a struct each member lies at its offsetof(): often, but not always, the\n"
"next multiple of its own size.\n";

static const char first[] =
"> create 1234 32\n"
"created 0x000004d2  id 0  32 bytes  rw-------\n"
"> write -t i32 1234 -1\n"
"wrote 4 bytes to 1234+0\n"
"> write -t f64 1234+8 0.1\n"
"wrote 8 bytes to 1234+8\n"
"> write -t char[16] 1234+16 Ada\n"
"wrote 16 bytes to 1234+16\n"
"> read -t u32 1234\n"
"4294967295\n"
"> read -t f64 1234+8\n"
"0.1\n"
"> dump\n"
"00000000  ff ff ff ff 00 00 00 00  9a 99 99 99 99 99 b9 3f  |...............?|\n"
"00000010  41 64 61 00 00 00 00 00  00 00 00 00 00 00 00 00  |Ada.............|\n"
"00000020\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> create 1234 8\n"
"created 0x000004d2  id 0  8 bytes  rw-------\n"
"> write -t u16be 1234 1 2 258\n"
"wrote 6 bytes to 1234+0\n"
"> dump\n"
"00000000  00 01 00 02 01 02 00 00                           |........|\n"
"00000008\n"
"> read -t u16be -n all 1234\n"
"1\n"
"2\n"
"258\n"
"0\n"
"> write -t u8 1234 1 300\n"
"shmsh: write: VALUE: '300' does not fit u8 (0 to 255)\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";
/* clang-format on */

const struct topic types_topic = {
	.name = "types",
	.summary = "TYPE: numbers and texts as programs store them",
	.text = text,
	.examples = {
		{ "struct { int number; double ratio; char name[16]; }, by hand:",
		  first },
		{ "Numbers in network order, and one that does not fit:",
		  second },
	},
};
