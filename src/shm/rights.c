/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/rights.h"

#include "shm/segment.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/nsfs.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool is_effective(int capability)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { 0 };

	return syscall(SYS_capget, &header, data) == 0 &&
	       data[CAP_TO_INDEX(capability)].effective &
	               CAP_TO_MASK(capability);
}

/* The user namespace that owns this IPC namespace is shown to its members and
 * to those above: ioctl_ns(2). */
static bool is_ours(void)
{
	int ipc = open("/proc/self/ns/ipc", O_RDONLY | O_CLOEXEC);
	int owner;

	/* without /proc the kernel has the last word */
	if (ipc < 0)
		return true;
	owner = ioctl(ipc, NS_GET_USERNS);
	close(ipc);
	if (owner >= 0)
		close(owner);
	return owner >= 0;
}

bool rights_have(int capability)
{
	return is_effective(capability) && is_ours();
}

bool rights_to_change(const struct segment *segment)
{
	uid_t user = geteuid();

	return user == segment->uid || user == segment->creator_uid ||
	       rights_have(CAP_SYS_ADMIN);
}
