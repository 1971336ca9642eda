/* The judge's inner loops, as Python works them out, in a tenth of the time.
 *
 * Each knows ordinary texts and leaves any other to Python; what it does say is the same. They allocate nothing but
 * their answers, read within their arguments only, and keep nothing between calls.
 */
#ifndef QUNGUI_NATIVE_H
#define QUNGUI_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { KNOWN = 0x20000, HEARD = 0x10000 }; /* characters that tables tell of: all that are usual, and those with a sound */
enum { FIRST_HANZI = 0x4E00, LAST_HANZI = 0x9FFF };

/* Called as Python calls its built-in functions; __init__.py tells their arguments and answers. */
PyObject *native_fold(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *native_loosen(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *native_kept(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *native_anchors(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *native_sound(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *native_neighbours(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *native_totals(PyObject *module, PyObject *const *arguments, Py_ssize_t count);

/* The data of a bytes object of `size` bytes; NULL, with TypeError set, where it is anything else. */
static inline const void *table(PyObject *value, Py_ssize_t size) {
    if (PyBytes_CheckExact(value) && PyBytes_GET_SIZE(value) == size) return PyBytes_AS_STRING(value);
    PyErr_Format(PyExc_TypeError, "a table of %zd bytes is needed", size);
    return NULL;
}

/* Whether these are texts; else TypeError is set. */
static inline int are_texts(PyObject *const *values, int count) {
    for (int i = 0; i < count; i++)
        if (!PyUnicode_CheckExact(values[i])) {
            PyErr_SetString(PyExc_TypeError, "a text is needed");
            return 0;
        }
    return 1;
}

#endif
