"""Jupyter kernels forked from a warm process: modules that need nothing else of this package.

A kernel usually starts a Python of its own and imports what its notebook needs. Here a server of
`multiprocessing` (start method "forkserver") imports that once, and each kernel is a fork of it: a process, a
namespace, a process group, an environment and random numbers of its own, in a few milliseconds. A server that is to
have what another has, and more, is itself a fork of that one. To use it:

    papermill.execute_notebook(..., kernel_manager_class=provisioner.manager(["pandas", "seaborn"]))

or name the provisioner in a kernel's `kernel.json`:

    "metadata": {"kernel_provisioner": {"provisioner_name": "forked", "config": {"preload": ["pandas"]}}}

Where a kernel cannot be forked (Windows; another interpreter or module than this one's ipykernel; other
streams or another search path than this process has) an ordinary one is started. Known difference: what a
preloaded library read from the environment when it was imported stays as it was then, but for matplotlib's
backend, which is set again.
"""
