/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/process_maps.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* A file of memfd_create(2) is on the file system of the segments with the
 * same pages: nobody's segment has to be attached to learn which that is. */
static void device_add(struct segment_devices *devices, unsigned flags)
{
	int file = memfd_create("shmsh", MFD_CLOEXEC | flags);
	struct stat status;

	if (file < 0)
		return;
	if (fstat(file, &status) == 0 && devices->count < SEGMENT_DEVICES)
		devices->items[devices->count++] = status.st_dev;
	close(file);
}

/* A name is hugepages-2048kB: one file system for each size. */
void segment_devices_find(struct segment_devices *devices)
{
	DIR *sizes = opendir("/sys/kernel/mm/hugepages");
	struct dirent *entry;

	devices->count = 0;
	device_add(devices, 0);
	while (sizes && (entry = readdir(sizes))) {
		unsigned long kilobytes;
		unsigned logarithm = 10;

		if (sscanf(entry->d_name, "hugepages-%lukB", &kilobytes) != 1)
			continue;
		while (kilobytes > 1) {
			kilobytes >>= 1;
			logarithm++;
		}
		device_add(devices, MFD_HUGETLB | logarithm << MAP_HUGE_SHIFT);
	}
	if (sizes)
		closedir(sizes);
}

static bool is_device(const struct segment_devices *devices, unsigned major,
                      unsigned minor)
{
	for (size_t i = 0; i < devices->count; i++)
		if (devices->items[i] == makedev(major, minor))
			return true;
	return false;
}

/* Where files of other kinds share the device (memfd_create, /dev/zero), only
 * segments are called "/SYSV000004d2 (deleted)". */
static bool read_name(const char *name, key_t *key)
{
	static const char prefix[] = "/SYSV";
	const char *digits = name + sizeof(prefix) - 1;
	unsigned value;
	char *end = NULL;

	if (strncmp(name, prefix, sizeof(prefix) - 1) != 0 ||
	    !isxdigit((unsigned char)*digits))
		return false;
	value = (unsigned)strtoul(digits, &end, 16);
	*key = (key_t)value;
	return end == digits + 8 && (!*end || strcmp(end, " (deleted)") == 0);
}

/* linux/fs.h of Linux 6.11; older headers lack it. */
struct procmap_query {
	uint64_t size;
	uint64_t query_flags;
	uint64_t query_address;
	uint64_t from;
	uint64_t to;
	uint64_t flags;
	uint64_t page_size;
	uint64_t offset;
	uint64_t inode;
	uint32_t device_major;
	uint32_t device_minor;
	uint32_t name_size;
	uint32_t build_size;
	uint64_t name;
	uint64_t build;
};

#define PROCMAP_QUERY_CALL _IOWR('f', 17, struct procmap_query)

/* The first three bits of a mapping's flags are those of mapping_rights. */
enum {
	QUERY_SHARED = 8,
	QUERY_COVERING_OR_NEXT = 16,
	QUERY_FILE_BACKED = 32,
	RIGHTS_ALL = RIGHTS_READ | RIGHTS_WRITE | RIGHTS_EXECUTE,
};

/* Longer than that of any file on the devices of segments. */
struct mapping_name {
	char text[NAME_MAX + 64];
};

/* The first shared mapping of a file at ADDRESS or above; its NAME is
 * asked for unless that is NULL: it costs, and few mappings are of interest. */
static bool query(int file, uint64_t address, struct procmap_query *answer,
                  struct mapping_name *name)
{
	*answer = (struct procmap_query){
		.size = sizeof(*answer),
		.query_flags = QUERY_SHARED | QUERY_COVERING_OR_NEXT |
		               QUERY_FILE_BACKED,
		.query_address = address,
		.name_size = name ? sizeof(name->text) : 0,
		.name = (uintptr_t)name,
	};
	return ioctl(file, PROCMAP_QUERY_CALL, answer) == 0;
}

/* Is what ANSWER says, NAME included, of a segment? */
static bool read_answer(const struct procmap_query *answer, const char *name,
                        struct segment_mapping *mapping)
{
	*mapping = (struct segment_mapping){
		.from = (uintptr_t)answer->from,
		.to = (uintptr_t)answer->to,
		.offset = answer->offset,
		.id = (int)answer->inode,
		.rights = answer->flags & RIGHTS_ALL,
	};
	return answer->inode <= INT_MAX && read_name(name, &mapping->key);
}

/* False with ENOTTY before the first when the kernel has no such call. */
static bool each_by_query(int file, const struct segment_devices *devices,
                          void (*each)(void *context,
                                       const struct segment_mapping *mapping),
                          void *context)
{
	struct procmap_query answer;
	uint64_t address = 0;

	while (query(file, address, &answer, NULL)) {
		struct segment_mapping mapping;
		struct mapping_name name = { "" };

		address = answer.to;
		/* all that is told is of the second answer: the process may
		 * have changed its mappings in between */
		if (is_device(devices, answer.device_major,
		              answer.device_minor) &&
		    query(file, answer.from, &answer, &name) &&
		    is_device(devices, answer.device_major,
		              answer.device_minor) &&
		    read_answer(&answer, name.text, &mapping)) {
			address = answer.to;
			each(context, &mapping);
		}
	}
	return errno == ENOENT;
}

/* A line of proc(5); the inode of a segment is its id. */
static bool read_line(const char *line, const struct segment_devices *devices,
                      struct segment_mapping *mapping)
{
	const char *name = strstr(line, " /SYSV");
	char rights[5] = "";
	unsigned major;
	unsigned minor;
	uint64_t inode;
	int before = 0;

	if (!name ||
	    sscanf(line,
	           "%" SCNxPTR "-%" SCNxPTR " %4s %" SCNx64 " %x:%x %" SCNu64
	           " %n",
	           &mapping->from, &mapping->to, rights, &mapping->offset,
	           &major, &minor, &inode, &before) != 7)
		return false;
	mapping->id = (int)inode;
	mapping->rights = (rights[0] == 'r' ? RIGHTS_READ : 0) |
	                  (rights[1] == 'w' ? RIGHTS_WRITE : 0) |
	                  (rights[2] == 'x' ? RIGHTS_EXECUTE : 0);
	return inode <= INT_MAX && is_device(devices, major, minor) &&
	       read_name(line + before, &mapping->key);
}

enum {
	/* longer than any line: a path has at most PATH_MAX bytes, and a
	 * newline in it takes four */
	TEXT_ROOM = 8 * PATH_MAX
};

static bool each_by_text(int file, const struct segment_devices *devices,
                         void (*each)(void *context,
                                      const struct segment_mapping *mapping),
                         void *context)
{
	char text[TEXT_ROOM];
	size_t used = 0;
	bool any = false;
	ssize_t got;

	while ((got = read(file, text + used, sizeof(text) - used)) > 0) {
		struct segment_mapping mapping;
		char *line = text;
		char *end;

		any = true;
		used += (size_t)got;
		while ((end = memchr(line, '\n',
		                     used - (size_t)(line - text)))) {
			*end = '\0';
			if (read_line(line, devices, &mapping))
				each(context, &mapping);
			line = end + 1;
		}
		used -= (size_t)(line - text);
		memmove(text, line, used);
	}
	/* whatever has memory has a mapping */
	if (got == 0 && !any)
		errno = ESRCH;
	return got == 0 && any;
}

bool process_maps_each(int file, const struct segment_devices *devices,
                       void (*each)(void *context,
                                    const struct segment_mapping *mapping),
                       void *context)
{
	if (each_by_query(file, devices, each, context))
		return true;
	return errno == ENOTTY && each_by_text(file, devices, each, context);
}
