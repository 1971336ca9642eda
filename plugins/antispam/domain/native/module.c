/* The module's table of contents. */
#include "native.h"

static PyMethodDef functions[] = {
    {"anchors", (PyCFunction)(void (*)(void))native_anchors, METH_FASTCALL, NULL},
    {"fold", (PyCFunction)(void (*)(void))native_fold, METH_FASTCALL, NULL},
    {"kept", (PyCFunction)(void (*)(void))native_kept, METH_FASTCALL, NULL},
    {"loosen", (PyCFunction)(void (*)(void))native_loosen, METH_FASTCALL, NULL},
    {"neighbours", (PyCFunction)(void (*)(void))native_neighbours, METH_FASTCALL, NULL},
    {"sound", (PyCFunction)(void (*)(void))native_sound, METH_FASTCALL, NULL},
    {"totals", (PyCFunction)(void (*)(void))native_totals, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef contents = {PyModuleDef_HEAD_INIT, "_native", NULL, 0, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) { return PyModuleDef_Init(&contents); }
