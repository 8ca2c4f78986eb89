/* Filters as users write them: language/filters.c and filter_value.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/filters.h"
#include "check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *word;
	enum filter_field field;
	enum filter_comparison comparison;
	uint64_t number;
	const char *text; /* NULL: none */
} good[] = {
	{ "key=1234", FILTER_KEY, FILTER_IS, 1234, NULL },
	{ "key!=0x4d2", FILTER_KEY, FILTER_IS_NOT, 1234, NULL },
	{ "key=-1", FILTER_KEY, FILTER_IS, 0xffffffff, NULL },
	{ "key=4294967295", FILTER_KEY, FILTER_IS, 0xffffffff, NULL },
	{ "key=text:ABCD", FILTER_KEY, FILTER_IS, 0x41424344, NULL },
	{ "key=private", FILTER_KEY, FILTER_IS, 0, NULL },
	{ "key=0", FILTER_KEY, FILTER_IS, 0, NULL },
	{ "id=7", FILTER_ID, FILTER_IS, 7, NULL },
	{ "id>=7", FILTER_ID, FILTER_AT_LEAST, 7, NULL },
	{ "owner=postgres", FILTER_OWNER, FILTER_IS, 0, "postgres" },
	{ "owner=a=b", FILTER_OWNER, FILTER_IS, 0, "a=b" },
	{ "group!=adm", FILTER_GROUP, FILTER_IS_NOT, 0, "adm" },
	{ "creator=0", FILTER_CREATOR, FILTER_IS, 0, "0" },
	{ "cmd=a>b", FILTER_CMD, FILTER_IS, 0, "a>b" },
	{ "mode=0640", FILTER_MODE, FILTER_IS, 0640, NULL },
	{ "mode!=u=rw,g=r", FILTER_MODE, FILTER_IS_NOT, 0640, NULL },
	{ "size>=1M", FILTER_SIZE, FILTER_AT_LEAST, 1048576, NULL },
	{ "size<1M", FILTER_SIZE, FILTER_BELOW, 1048576, NULL },
	{ "size<=1", FILTER_SIZE, FILTER_AT_MOST, 1, NULL },
	{ "size>1", FILTER_SIZE, FILTER_ABOVE, 1, NULL },
	{ "size==1KiB", FILTER_SIZE, FILTER_IS, 1024, NULL },
	{ "size!=0", FILTER_SIZE, FILTER_IS_NOT, 0, NULL },
	{ "size<=18446744073709551615", FILTER_SIZE, FILTER_AT_MOST, UINT64_MAX,
	  NULL },
	{ "rss>0", FILTER_RSS, FILTER_ABOVE, 0, NULL },
	{ "swap>0", FILTER_SWAP, FILTER_ABOVE, 0, NULL },
	{ "nattch=0", FILTER_NATTCH, FILTER_IS, 0, NULL },
	{ "attached>2", FILTER_NATTCH, FILTER_ABOVE, 2, NULL },
	{ "cpid=1", FILTER_CPID, FILTER_IS, 1, NULL },
	{ "lpid!=1", FILTER_LPID, FILTER_IS_NOT, 1, NULL },
	{ "age>30s", FILTER_AGE, FILTER_ABOVE, 30, NULL },
	{ "age>2m", FILTER_AGE, FILTER_ABOVE, 120, NULL },
	{ "age<=3h", FILTER_AGE, FILTER_AT_MOST, 10800, NULL },
	{ "age>1d", FILTER_AGE, FILTER_ABOVE, 86400, NULL },
	{ "age<2w", FILTER_AGE, FILTER_BELOW, 1209600, NULL },
	{ "locked", FILTER_LOCKED, FILTER_IS, 1, NULL },
	{ "!locked", FILTER_LOCKED, FILTER_IS_NOT, 1, NULL },
	{ "dest", FILTER_REMOVED, FILTER_IS, 1, NULL },
	{ "removed", FILTER_REMOVED, FILTER_IS, 1, NULL },
	{ "orphan", FILTER_ORPHAN, FILTER_IS, 1, NULL },
	{ "!unreadable", FILTER_UNREADABLE, FILTER_IS_NOT, 1, NULL },
};

static const struct {
	const char *word;
	const char *what;
	const char *cause; /* its first bytes */
	const char *remedy;
} bad[] = {
	{ "", "F: '' is no filter", "it is one of key, id, owner,", "" },
	{ "=", "F: '=' is no filter", "it is one of", "" },
	{ "1234", "F: '1234' is no filter", "it is one of", "stat 1234" },
	{ "id:7", "F: 'id:7' is no filter", "it is one of", "stat id:7" },
	{ "1234=5", "F: '1234=5' is no filter", "it is one of", "" },
	{ "sise>=1M", "F: 'sise>=1M' is no filter", "it may be size>=1M", "" },
	{ "orfan", "F: 'orfan' is no filter", "it may be orphan", "" },
	{ "Owner=root", "F: 'Owner=root' is no filter", "it may be owner=root",
	  "" },
	{ "xyzzy", "F: 'xyzzy' is no filter", "it is one of", "" },
	{ "size", "F: size needs a value",
	  "size= is followed by bytes, as 1M; < <= > >= != may stand there, "
	  "too",
	  "" },
	{ "owner=", "F: owner needs a value",
	  "owner= is followed by a user or a uid; != may stand there, too",
	  "" },
	{ "size>=", "F: size needs a value", "size= is followed by", "" },
	{ "owner>root", "F: owner has no >", "it is compared by = and !=", "" },
	{ "key<=7", "F: key has no <=", "it is compared by = and !=", "" },
	{ "orphan=1", "F: orphan takes no value",
	  "orphan stands alone; !orphan is all others", "" },
	{ "!size=1", "F: ! does not go with size",
	  "what is not so is size!=VALUE", "" },
	{ "!", "F: '!' is no filter", "it is one of", "" },
	{ "size>=1X", "size: '1X' is not a size", "a size is a number of", "" },
	{ "size=-1", "size: '-1' is negative", "", "" },
	{ "size>18446744073709551616",
	  "size: '18446744073709551616' does not fit 64 bits", "", "" },
	{ "nattch=many", "nattch: 'many' is not a number", "", "" },
	{ "id=-1", "id: '-1' is negative", "", "" },
	{ "key=x", "key: 'x' does not choose a segment", "a key, as", "" },
	{ "key=id:7", "key: 'id:7' is no key", "a key is a number", "" },
	{ "key=.", "key: '.' is no key", "a key is a number", "" },
	{ "key=4294967296", "key: key '4294967296' does not fit 32 bits",
	  "shmget(2)", "" },
	{ "mode=0999", "MODE: '0999' is not a mode", "a mode is octal", "" },
	{ "mode=01777", "MODE: '01777' has bits above 0777", "a segment", "" },
	{ "age>1", "age: '1' is no age",
	  "an age is a number with its unit: 30s, 5m, 2h, 1d or 1w", "" },
	{ "age>d", "age: 'd' is no age", "an age", "" },
	{ "age>1y", "age: '1y' is no age", "an age", "" },
	{ "age>-1d", "age: '-1d' is no age", "an age", "" },
	{ "age>18446744073709551615d", "age: '18446744073709551615d' is no age",
	  "an age", "" },
};

/* No NUL ends what was typed. */
static char *copy_of(const char *text)
{
	size_t length = strlen(text);
	char *copy = malloc(length + 1);

	memcpy(copy, text, length);
	copy[length] = '7';
	return copy;
}

static void check_good(void)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct complaint complaint = { .what = "" };
		struct filter filter;
		char *copy = copy_of(good[i].word);
		const char *text = good[i].text;

		if (!check(filter_read("F", copy, strlen(good[i].word), &filter,
		                       &complaint) &&
		                   filter.field == good[i].field &&
		                   filter.comparison == good[i].comparison &&
		                   filter.number == good[i].number &&
		                   (!text || (filter.length == strlen(text) &&
		                              memcmp(filter.text, text,
		                                     filter.length) == 0)),
		           "%s", good[i].word))
			printf("# %s, number %" PRIu64 "\n", complaint.what,
			       filter.number);
		free(copy);
	}
}

static void check_bad(void)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct complaint complaint = { .what = "" };
		struct filter filter;
		char *copy = copy_of(bad[i].word);

		if (!check(!filter_read("F", copy, strlen(bad[i].word), &filter,
		                        &complaint) &&
		                   strcmp(complaint.what, bad[i].what) == 0 &&
		                   strncmp(complaint.cause, bad[i].cause,
		                           strlen(bad[i].cause)) == 0 &&
		                   strcmp(complaint.remedy, bad[i].remedy) == 0,
		           "not '%s': %s", bad[i].word, bad[i].what))
			printf("# %s|%s|%s\n", complaint.what, complaint.cause,
			       complaint.remedy);
		free(copy);
	}
}

static void check_comparisons(void)
{
	static const char *const kept[] = {
		[FILTER_IS] = ".=.",    [FILTER_IS_NOT] = "<.>",
		[FILTER_BELOW] = "<..", [FILTER_AT_MOST] = "<=.",
		[FILTER_ABOVE] = "..>", [FILTER_AT_LEAST] = ".=>",
	};

	for (unsigned i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		struct filter filter = {
			.comparison = (enum filter_comparison)i,
			.number = 7,
		};
		char seen[4] = "...";

		for (unsigned j = 0; j < 3; j++)
			if (filter_holds(&filter, 6 + j))
				seen[j] = "<=>"[j];
		check(strcmp(seen, kept[i]) == 0, "comparison %u holds of %s",
		      i, kept[i]);
	}
}

/* Each word begins a filter, and none is known that is not told. */
static void check_words(void)
{
	const char *summary;
	const char *word;
	bool compared;

	for (size_t i = 0; (word = filter_word(i, &summary, &compared)); i++) {
		struct complaint complaint;
		struct filter filter;

		check(*summary && filter_read("F", word, strlen(word), &filter,
		                              &complaint) == !compared,
		      "%s is offered", word);
	}
}

int main(void)
{
	check_good();
	check_bad();
	check_comparisons();
	check_words();
	return plan();
}
