"""The part of a model that writes it for other programs."""

from course_lib.arguments import explained


class Exportable:
    """The part of a `Sequential` that writes what it predicts to a file that needs no Python."""

    @explained
    def export(self, filepath, format="onnx", verbose=None):
        """Write what the model predicts to a file for other programs, such as ONNX Runtime.

        Layers that work in training only, such as `Dropout`, are left out. Nodes and weights have the layers' names.
        The file needs neither Python nor this package, and cannot be trained further: that is what `save` is for.

        Parameters
        ----------
        filepath : str or Path
            Ends in ".onnx". A file of that name is replaced.
        format : {"onnx"}, default "onnx"
            Kind of file. Keras has others too.
        verbose : {1, 2, 0, "auto"}, optional
            0 writes the file without a word; by default a line tells its shapes and its size.

        Raises
        ------
        ImportError
            If the package onnx is not installed.
        TypeError
            If a layer, an activation or the model's `forward` is your own, or `filepath` or `format` no text.
        ValueError
            If `format` is another, the name ends otherwise, the model is not built, or its weights take 2 GB.
        OSError
            If the file cannot be written; one that was there stays as it is.

        See Also
        --------
        course_lib.models.Sequential.save

        Notes
        -----
        One input, "input", of shape (N, *input_shape), and one output, "output", of shape (N, *output_shape), both
        float32, for any N: images stay (N, H, W, C). The numbers are those of `predict` up to rounding, about 1e-6 of
        the largest.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> from course_lib import Input, Sequential, layers
        >>> model = Sequential([Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     model.export(pathlib.Path(folder, "digits.onnx"))
        Export · digits.onnx · (N, 28, 28, 1) → (N, 10) · 31.8 kB

        With the package onnxruntime, ``InferenceSession("digits.onnx").run(None, {"input": x})[0]`` is then the
        same as ``model.predict(x)``.
        """
        from course_lib.models.onnx_export import export_model

        export_model(self, filepath, format, verbose)
