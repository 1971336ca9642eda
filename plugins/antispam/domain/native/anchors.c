/* The parts of a text that near copies share, as near.py chooses them. */
#include "native.h"

enum { SHORTEST = 8, SEARCHED = 32, RARE = 0x984C, LESS_RARE = 0x8FCE };

/* Where the first of the rarer characters stands; 0 where there is none. */
static Py_ssize_t rare(PyObject *form, Py_ssize_t size) {
    const int kind = PyUnicode_KIND(form);
    const void *data = PyUnicode_DATA(form);
    Py_ssize_t found = -1;
    for (Py_ssize_t i = 0; i < size && i < SEARCHED; i++) {
        Py_UCS4 character = PyUnicode_READ(kind, data, i);
        if (character < LESS_RARE || character > LAST_HANZI) continue;
        if (character >= RARE) return i;
        if (found < 0) found = i;
    }
    return found < 0 ? 0 : found;
}

PyObject *native_anchors(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    (void)module;
    if (count != 1) return PyErr_SetString(PyExc_TypeError, "a text is needed"), NULL;
    if (!are_texts(arguments, 1)) return NULL;
    PyObject *form = arguments[0];
    const Py_ssize_t size = PyUnicode_GET_LENGTH(form);
    if (size < SHORTEST) return PyTuple_New(0);
    const Py_ssize_t at = rare(form, size), ends[3][2] = {{at ? at - 1 : 0, at + 3}, {0, 6}, {size - 6, size}};
    PyObject *anchors = PyTuple_New(3);
    for (int i = 0; anchors && i < 3; i++) {
        PyObject *part = PyUnicode_Substring(form, ends[i][0], ends[i][1]);
        if (part) PyTuple_SET_ITEM(anchors, i, part);
        else Py_CLEAR(anchors);
    }
    return anchors;
}
