/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/habits.h"

#include "language/words.h"

#include <string.h>

static const struct {
	const char *begins; /* the word, or the beginning of it */
	bool whole;
	const char *instead;
} habits[] = {
	{ "&&", true,
	  "; is between two commands, and a script stops at the first that "
	  "fails" },
	{ "&", true, "only /bin/sh runs in the background: !COMMAND &" },
	{ "<", false,
	  "load puts a file into a segment, source runs one's commands" },
	{ "2>", false,
	  "> takes answers alone; what is said of failures goes where shmsh's "
	  "standard error goes" },
	{ "&>", false,
	  "> takes answers alone; what is said of failures goes where shmsh's "
	  "standard error goes" },
	{ "$(", false,
	  "nothing of /bin/sh is put into a line; scanf and set fill "
	  "variables" },
	{ "`", false,
	  "nothing of /bin/sh is put into a line; scanf and set fill "
	  "variables" },
	{ "$?", true, "the last command's status is $status" },
};

void habit_explain(const struct word *word, struct complaint *complaint)
{
	for (size_t i = 0; i < sizeof(habits) / sizeof(habits[0]); i++) {
		size_t length = strlen(habits[i].begins);

		if (word->length < length ||
		    (habits[i].whole && word->length != length) ||
		    memcmp(word->text, habits[i].begins, length) != 0)
			continue;
		complaint_cause(complaint, "%s", habits[i].instead);
		return;
	}
}
