"""A worker process, seen from the driver."""

import json
import os
import signal
import subprocess
import tempfile
import threading
import time

from benchmarks.configurations import ROOT

TIMEOUT = 900  # seconds for one task: compiling takes a minute or two, a hung worker forever


class WorkerFailed(Exception):
    """A worker ended, hung or could not do a task; the message says which and why."""


class Worker:
    """A library with one network in a process of its own; a context manager that ends it.

    `data` is a file with images and labels, `cpus` the CPUs it may use, `env` its environment variables.
    """

    def __init__(self, configuration, network, data, cpus, env):
        self.name = configuration.name
        self.born = time.perf_counter()
        self._errors = tempfile.TemporaryFile()
        task = {"module": configuration.module, "setting": configuration.setting, "network": network}
        task |= {"data": None if data is None else str(data), "cpus": cpus}
        try:
            self._process = subprocess.Popen(
                [configuration.python, "-m", "benchmarks.worker", json.dumps(task)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, env=env, cwd=ROOT, text=True,
                start_new_session=True,  # Ctrl-C reaches the driver alone, which then ends the workers
            )  # fmt: skip
        except OSError as error:
            self._errors.close()
            raise WorkerFailed(f"{self.name} could not be started: {error}") from None
        self.hello = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def greet(self):
        """Wait until its library is imported; return what it says then."""
        if self.hello is None:
            self.hello = self._answer(TIMEOUT)
        return self.hello

    def ask(self, do, timeout=TIMEOUT, **arguments):
        """Let it carry out a task; return the whole answer."""
        self.greet()
        try:
            self._process.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise WorkerFailed(f"{self.name} has ended. {self._last_words()}") from None
        answer = self._answer(timeout)
        if "error" in answer:
            raise WorkerFailed(f"{self.name} could not {do}: {answer['error'].strip().splitlines()[0][:300]}")
        return answer

    def _answer(self, timeout):
        late = threading.Event()

        def give_up():
            late.set()
            self._kill()

        timer = threading.Timer(timeout, give_up)
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if late.is_set():
            raise WorkerFailed(f"{self.name} was ended: no answer in {timeout} s.")
        if not line.endswith("\n"):
            raise WorkerFailed(f"{self.name} ended with code {self._process.wait()}. {self._last_words()}")
        return json.loads(line)

    def _last_words(self):
        """The last line of its error output, where a traceback says what is wrong."""
        self._errors.seek(0)
        lines = [line for line in self._errors.read().decode(errors="replace").splitlines() if line.strip()]
        return f"Its last words: {lines[-1].strip()[:300]}" if lines else "It said nothing."

    def _kill(self):
        """End it and what it has started: its process group is its own."""
        try:
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        except ProcessLookupError:
            pass

    def close(self):
        """End the process."""
        if self._errors.closed:
            return
        self._kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            try:
                stream.close()
            except OSError:  # what was not yet sent to it
                pass
