/* Every command's declaration; each has a file of its name. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/command.h"

extern const struct command atomic_command;
extern const struct command attach_command;
extern const struct command chmod_command;
extern const struct command chown_command;
extern const struct command cmp_command;
extern const struct command copy_command;
extern const struct command create_command;
extern const struct command detach_command;
extern const struct command dump_command;
extern const struct command echo_command;
extern const struct command fill_command;
extern const struct command find_command;
extern const struct command ftok_command;
extern const struct command help_command;
extern const struct command history_command;
extern const struct command key_command;
extern const struct command limits_command;
extern const struct command load_command;
extern const struct command lock_command;
extern const struct command ls_command;
extern const struct command map_command;
extern const struct command ns_command;
extern const struct command printf_command;
extern const struct command prune_command;
extern const struct command quit_command;
extern const struct command read_command;
extern const struct command rm_command;
extern const struct command save_command;
extern const struct command scanf_command;
extern const struct command set_command;
extern const struct command sleep_command;
extern const struct command source_command;
extern const struct command stat_command;
extern const struct command strings_command;
extern const struct command time_command;
extern const struct command touch_command;
extern const struct command trace_command;
extern const struct command unlock_command;
extern const struct command unset_command;
extern const struct command use_command;
extern const struct command wait_command;
extern const struct command wake_command;
extern const struct command watch_command;
extern const struct command who_command;
extern const struct command write_command;
