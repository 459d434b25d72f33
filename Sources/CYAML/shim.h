#ifndef TICKETS_CYAML_SHIM_H
#define TICKETS_CYAML_SHIM_H
#include <yaml.h>
#endif
