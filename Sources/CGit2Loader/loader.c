/*
 * Loads libgit2 when the first command needs it, instead of whenever the tool starts.
 *
 * Linked the usual way, libgit2 brings in fifteen more libraries, and resolving their symbols is most of the time that
 * `tickets --version`, `new` or `log` would take. So on Linux each function in use is a jump through a pointer that
 * `tickets_git_load` fills. A function that is missing in the list below is an undefined symbol for the linker.
 *
 * Elsewhere libgit2 is linked as any other library.
 */
#include "CGit2Loader.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <dlfcn.h>
#include <git2/version.h>
#include <stddef.h>

#define FUNCTIONS(EACH) \
  EACH(git_branch_upstream_name) \
  EACH(git_buf_dispose) \
  EACH(git_config_add_file_ondisk) \
  EACH(git_config_find_global) \
  EACH(git_config_find_system) \
  EACH(git_config_find_xdg) \
  EACH(git_config_free) \
  EACH(git_config_get_bool) \
  EACH(git_config_get_string_buf) \
  EACH(git_config_iterator_free) \
  EACH(git_config_iterator_glob_new) \
  EACH(git_config_new) \
  EACH(git_config_next) \
  EACH(git_diff_free) \
  EACH(git_diff_options_init) \
  EACH(git_diff_patchid) \
  EACH(git_diff_tree_to_tree) \
  EACH(git_error_last) \
  EACH(git_index_entry_stage) \
  EACH(git_index_find_prefix) \
  EACH(git_index_free) \
  EACH(git_index_get_byindex) \
  EACH(git_index_open) \
  EACH(git_libgit2_init) \
  EACH(git_libgit2_opts) \
  EACH(git_libgit2_version) \
  EACH(git_object_free) \
  EACH(git_object_id) \
  EACH(git_odb_add_disk_alternate) \
  EACH(git_odb_free) \
  EACH(git_odb_hash) \
  EACH(git_odb_object_data) \
  EACH(git_odb_object_free) \
  EACH(git_odb_object_size) \
  EACH(git_odb_object_type) \
  EACH(git_odb_open) \
  EACH(git_odb_read) \
  EACH(git_odb_read_header) \
  EACH(git_reference_free) \
  EACH(git_reference_iterator_free) \
  EACH(git_reference_iterator_glob_new) \
  EACH(git_reference_lookup) \
  EACH(git_reference_name) \
  EACH(git_reference_name_to_id) \
  EACH(git_reference_next) \
  EACH(git_reference_symbolic_target) \
  EACH(git_reference_target) \
  EACH(git_repository_commondir) \
  EACH(git_repository_discover) \
  EACH(git_repository_free) \
  EACH(git_repository_is_shallow) \
  EACH(git_repository_is_worktree) \
  EACH(git_repository_odb) \
  EACH(git_repository_open_ext) \
  EACH(git_repository_path) \
  EACH(git_repository_set_config) \
  EACH(git_repository_set_odb) \
  EACH(git_repository_workdir) \
  EACH(git_revparse_single) \
  EACH(git_tree_free) \
  EACH(git_tree_lookup)

/* The pointer has a name of its own for the assembler; the jump keeps every argument where it is, variadic ones too. */
#if defined(__x86_64__)
#define JUMP(name) "jmp *tickets_to_" #name "(%rip)\n"
#else
#define JUMP(name) "adrp x16, tickets_to_" #name "\nldr x16, [x16, :lo12:tickets_to_" #name "]\nbr x16\n"
#endif

#define DEFINE(name)                                                  \
  void *to_##name __asm__("tickets_to_" #name)                        \
      __attribute__((visibility("hidden"))) = NULL;                   \
  __asm__(".text\n.globl " #name "\n.hidden " #name "\n.type " #name  \
          ", %function\n" #name ":\n" JUMP(name));

FUNCTIONS(DEFINE)

/*
 * Debian's libgit2 reads all root certificates of the system when it starts, which takes longer than all else it does
 * then. No connection is ever made here, so its reader of certificates is this one, which finds none: the linker is told
 * to export the name, and what a program exports comes before what its libraries have.
 */
int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}

const char *tickets_git_load(void) {
  void *library = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL) return dlerror();
#define RESOLVE(name)                   \
  to_##name = dlsym(library, #name);    \
  if (to_##name == NULL) return dlerror();
  FUNCTIONS(RESOLVE)
  return NULL;
}

#else

const char *tickets_git_load(void) { return 0; }

#endif
