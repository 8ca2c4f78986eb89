/* read -t: values of one type, a line each, as write -t takes them. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/kinds.h"

#include <stdbool.h>

struct session;

/* Complains unless LENGTH bytes are a whole number of values. */
bool read_values_check(const struct value_type *type, uint64_t length,
                       struct complaint *complaint);

/* COUNT of them from PLACE on, or HOW_MANY_ALL up to the segment's end. */
bool read_values(struct session *session, const struct place *place,
                 const struct value_type *type, uint64_t count);
