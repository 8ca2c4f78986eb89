/* The settings: variables with a known name and few values, which change how
 * shmsh works. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct complaint;
struct session;

struct setting {
	const char *name;
	/* two or more, the default first; a null pointer ends them */
	const char *const *values;
	const char *summary;
	/* a value is its index in VALUES */
	size_t (*get)(const struct session *session);
	void (*set)(struct session *session, size_t value);
};

/* All of them, by name; one without a name ends them. */
extern const struct setting settings[];

enum {
	SETTINGS_MOST = 16, /* there are fewer, without the end of them */
	SETTING_LINE = 160  /* room for settings_line */
};

/* NULL when NAME is no setting. */
const struct setting *settings_find(const char *name, size_t length);

/* The setting that was meant by NAME, which is none; NULL when it is near to
 * none of them. */
const struct setting *settings_near(const char *name, size_t length);

const char *settings_value(const struct setting *setting,
                           const struct session *session);

/* The index of VALUE goes to *INDEX; false with a complaint that tells the
 * values when it is none. */
bool settings_read(const struct setting *setting, const char *value,
                   size_t length, size_t *index, struct complaint *complaint);

/* "set pager on   # or off: ...": as it can be typed again, aligned with those
 * of all the others. */
void settings_line(const struct setting *setting, const struct session *session,
                   char text[static SETTING_LINE]);
