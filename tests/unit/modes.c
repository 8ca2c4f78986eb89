/* Modes as in chmod, nine bits and no more: language/modes.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/modes.h"
#include "check.h"

#include <string.h>

static const struct {
	const char *text;
	mode_t base;
	mode_t mode;
} good[] = {
	{ "0", 0600, 0 },
	{ "0644", 0, 0644 },
	{ "644", 0, 0644 },
	{ "777", 0, 0777 },
	{ "00000000000000000000777", 0, 0777 },
	{ "u=rw,g=r", 0, 0640 },
	{ "u=rw,g=r", 0777, 0647 },
	{ "u=rwx,go=rx", 0, 0755 },
	{ "a=r", 0777, 0444 },
	{ "=r", 0777, 0444 },
	{ "=", 0777, 0 },
	{ "+r", 0600, 0644 },
	{ "+rw", 0, 0666 },
	{ "ugo+w", 0444, 0666 },
	{ "go-rwx", 0777, 0700 },
	{ "-x", 0777, 0666 },
	{ "g+", 0600, 0600 },
	{ "u=", 0644, 0044 },
	{ "a=rw,o-w", 0, 0664 },
	{ "uu+rr", 0, 0400 },
};

static const char *const malformed[] = {
	"",         "8",      "068",   "0x1ff", "644a",      "-1",   "+1",
	"rw",       "u",      "u=rw,", ",u=rw", "u=rw,,g=r", "u=t",  "u+s",
	"u=rw g=r", "u=rw+x", "z=r",   "U=r",   "rwx------", " 644", "6 4",
};

static const char *const too_many_bits[] = {
	"1000", "01777", "4755", "7777", "77777777777777777777777777777",
};

static bool read_mode(const char *text, mode_t base, mode_t *mode,
                      struct complaint *complaint)
{
	return mode_read(text, strlen(text), base, mode, complaint);
}

int main(void)
{
	struct complaint complaint;
	char text[10];

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		mode_t mode = 01;

		if (!check(read_mode(good[i].text, good[i].base, &mode,
		                     &complaint) &&
		                   mode == good[i].mode,
		           "%s of 0%03o is 0%03o", good[i].text, good[i].base,
		           good[i].mode))
			printf("# is 0%o\n", mode);
	}
	for (size_t i = 0; i < sizeof(malformed) / sizeof(malformed[0]); i++) {
		mode_t mode = 01;

		check(!read_mode(malformed[i], 0600, &mode, &complaint) &&
		              mode == 01 &&
		              strstr(complaint.what, "is not a mode"),
		      "'%s' is refused and changes nothing", malformed[i]);
	}
	for (size_t i = 0; i < sizeof(too_many_bits) / sizeof(too_many_bits[0]);
	     i++) {
		mode_t mode = 01;

		check(!read_mode(too_many_bits[i], 0600, &mode, &complaint) &&
		              mode == 01 &&
		              strstr(complaint.what, "has bits above 0777"),
		      "'%s' has bits that no segment has", too_many_bits[i]);
	}
	check(!mode_read("644\0", 4, 0, &(mode_t){ 0 }, &complaint) &&
	              !mode_read("u=r\0", 4, 0, &(mode_t){ 0 }, &complaint) &&
	              !mode_read("u\0", 2, 0, &(mode_t){ 0 }, &complaint),
	      "a NUL byte is no part of a mode");
	for (mode_t mode = 0; mode <= 0777; mode++) {
		mode_t seen = 0;

		mode_print(mode, text);
		for (int i = 0; i < 9; i++)
			if (text[i] == "rwxrwxrwx"[i])
				seen |= 0400u >> i;
			else if (text[i] != '-')
				seen = 01000;
		if (seen != mode || strlen(text) != 9)
			check(false, "0%03o prints as %s", mode, text);
	}
	mode_print(0640, text);
	check(strcmp(text, "rw-r-----") == 0, "0640 prints as %s", text);
	return plan();
}
