/* The answer of ls: sorted, as a table or as JSON. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "commands/ls_columns.h"

#include <stdbool.h>

struct session;

/* Says itself what failed. */
bool ls_show(struct session *session, struct listing *listing,
             const struct chosen_columns *shown,
             const struct chosen_columns *order);
