/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/recall.h"

#include "session/history.h"
#include "session/session.h"
#include "text/utf8.h"

#include <string.h>

History *recall_new(struct session *session)
{
	History *recalled = history_init();
	HistEvent event;

	if (!recalled)
		return NULL;
	history(recalled, &event, H_SETSIZE, 2 * HISTORY_MOST);
	history(recalled, &event, H_SETUNIQUE, 1);
	session->history = history_open(session);
	return recalled;
}

void recall_free(History *recalled, struct session *session)
{
	history_free(session->history);
	session->history = NULL;
	if (recalled)
		history_end(recalled);
}

size_t recall_update(History *recalled, const struct session *session,
                     size_t fed)
{
	HistEvent event;

	for (; session->history && fed < history_count(session->history);
	     fed++) {
		const char *entry = history_entry(session->history, fed);

		/* libedit would not go past one that it can not show */
		if (utf8_valid(entry, strlen(entry)))
			history(recalled, &event, H_ENTER, entry);
	}
	return fed;
}
