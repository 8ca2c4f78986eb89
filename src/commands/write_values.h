/* write -t: values of one type, checked before the first byte changes. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/kinds.h"

#include <stdbool.h>

struct session;

/* Complains of the first VALUE that TYPE does not hold. */
bool write_values_check(const struct value_type *type,
                        const struct repeated_words *values,
                        struct complaint *complaint);

/* Writes VALUES, all good, one behind the other from PLACE on. */
bool write_values(struct session *session, const struct place *place,
                  const struct value_type *type,
                  const struct repeated_words *values);
