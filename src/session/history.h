/*
 * What was typed at the prompt: in this session, and before it by this user in
 * any, kept in a file that all sessions share. No libedit in it.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct session;

enum {
	HISTORY_MOST = 10000,       /* entries that are read and kept */
	HISTORY_LINE_MOST = 1 << 20 /* bytes of one in the file */
};

struct history;

/*
 * The entries of the file, and room for this session's. Where there is no
 * file, or none that may be used, which is noted, this session's are held in
 * memory alone. NULL when memory is out.
 */
struct history *history_open(struct session *session);

/* Those of the file, for a look at them: nothing is made or changed, nor can
 * be added. NULL when they can not be had, which was said. */
struct history *history_read(struct session *session);

/* Writes what could not be written so far, if it can be now. HISTORY may be
 * NULL. */
void history_free(struct history *history);

size_t history_count(const struct history *history);

/* The INDEXth entry, oldest first, as it was typed. Holds as long as HISTORY:
 * those of this session come last, and no entry ever moves. */
const char *history_entry(const struct history *history, size_t index);

/*
 * Takes what was typed, without the newlines at its end, and writes it to the
 * file at once. False when it is not to be recorded: it begins with a blank, is
 * empty or is what this session recorded last; or when memory is out.
 */
bool history_add(struct history *history, const char *text, size_t length);
