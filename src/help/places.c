/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"A SEGMENT is a key or one of the other forms of help keys: 1234, 0x4d2,\n"
"id:7, ftok:PATH:ID, text:ABCD, or . for the current one. A PLACE is a\n"
"SEGMENT and an offset in bytes, in one word:\n"
"\n"
"    1234          its beginning\n"
"    1234+16       16 bytes further\n"
"    .+0x10        the same in the current segment\n"
"    +16           the same, shorter\n"
"    1234+4K       4096 bytes further: K, M, G, T, P are powers of 1024\n"
"    text:NTP0+8   any form of SEGMENT will do\n"
"\n"
"Where PLACE may be left out, the beginning of the current segment is meant:\n"
"the one that was created, attached or chosen by use last.\n"
"\n"
"A LENGTH is a number of bytes from there. Without it read goes up to the\n"
"NUL that ends a text in C, dump and read -r up to the end of the segment.\n"
"write and printf take what their text needs, with its NUL.\n"
"\n"
"Offsets count from 0, so that of 100 bytes the last is at +99. A place\n"
"behind the end is refused, and so is a length that goes beyond it: nothing\n"
"is read or written then. The end is the size that was asked for at create,\n"
"to the byte, not the end of its last page.\n"
"\n"
"Programs put a struct there: the offset of a member is C's offsetof(), and\n"
"read -t and write -t take it by its type: help types.\n";

static const char first[] =
"> create 1234 100\n"
"created 0x000004d2  id 0  100 bytes  rw-------\n"
"> write . \"the first\"\n"
"wrote 10 bytes to 1234+0\n"
"> write +64 \"the second\"\n"
"wrote 11 bytes to 1234+64\n"
"> read\n"
"the first\n"
"> read 1234+64\n"
"the second\n"
"> read +4 5\n"
"first\n"
"> rm .\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> create 1234 64\n"
"created 0x000004d2  id 0  64 bytes  rw-------\n"
"> write 1234+61 \"abc\"\n"
"shmsh: write: 1234: 4 bytes at offset 61 do not fit: the segment has 64 bytes\n"
"    3 bytes are there from offset 61 on; nothing was read or written\n"
"> write 1234+61 \"ab\"\n"
"wrote 3 bytes to 1234+61\n"
"> dump +48\n"
"00000030  00 00 00 00 00 00 00 00  00 00 00 00 00 61 62 00  |.............ab.|\n"
"00000040\n"
"> rm .\n"
"removed 0x000004d2  id 0\n";
/* clang-format on */

const struct topic places_topic = {
	.name = "places",
	.summary = "SEGMENT, PLACE and LENGTH: which bytes are meant",
	.text = text,
	.examples = {
		{ "Two texts in one segment, at offsets of their own:",
		  first },
		{ "The end is exact:",
		  second },
	},
};
