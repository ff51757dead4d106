"""Thirteen words for work on many float32 numbers at once.

A CPU register for vectors holds 8 numbers (AVX2) or 16 (AVX-512): its *lanes*. One instruction works on all
of them. Numba has no type for such a register, so this file gives it one, and the fast kernels are written with
nothing else::

    WIDTH                                lanes in a register on this CPU: 16 with AVX-512, else 8
    zeros()                              0.0 in every lane
    load(array, index)                   WIDTH neighbouring elements, starting at array[index]
    load_first(array, index, count)      the same, but only the first `count` lanes are read; the rest are 0.0
    store(array, index, value)           the lanes of `value` into array[index], array[index + 1], …
    store_first(array, index, value, count)   only the first `count` lanes
    broadcast(array, index)              array[index] in every lane
    add(a, b), subtract(a, b)            a + b, a − b, lane by lane
    halve(a)                             a / 2, lane by lane
    maximum(a, b)                        the larger of a and b, lane by lane; a where they are equal
    where_equal(a, b, yes, no)           the lanes of `yes` where a and b are equal, of `no` elsewhere
    where_positive(a, yes)               the lanes of `yes` where a is above 0, 0.0 elsewhere
    fma(a, b, c)                         a · b + c, lane by lane, rounded once

`array` is one-dimensional, float32 and contiguous; nothing checks an index, as in C.

**The same bits everywhere.** Lanes never meet: lane k of a result depends on lane k of the operands alone. So
whether 8 or 16 outputs are computed at a time changes nothing in any of them. `fma` rounds a · b + c once; a
multiplication and an addition would round twice and give another last bit. We say which of the two we mean, and the
compiler is never asked to choose (no ``fastmath``).

Each word below tells LLVM, numba's code generator, which instruction it stands for.

References
----------
P. Estérie et al., "Boost.SIMD: generic programming for portable SIMDization", PACT 2012: the idea of a register as
a value type.
"""

from llvmlite import binding, ir
from numba import types
from numba.core import cgutils, config
from numba.extending import intrinsic, models, register_model


def cpu_features():
    """Return the CPU features that numba generates code for, as one string: ``"+avx2,+fma,…"``.

    ``NUMBA_CPU_FEATURES`` decides where it is set, as it does for numba itself.
    """
    if config.CPU_FEATURES is not None:
        return config.CPU_FEATURES
    return binding.get_host_cpu_features().flatten()


WIDTH = 16 if "+avx512f" in cpu_features() else 8

_FLOAT = ir.FloatType()
_INDEX = ir.IntType(32)
_LANES = ir.VectorType(_FLOAT, WIDTH)
_MASK = ir.VectorType(ir.IntType(1), WIDTH)


class _LanesType(types.Type):
    def __init__(self):
        super().__init__(name=f"float32x{WIDTH}")


lanes = _LanesType()


@register_model(_LanesType)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, data_model_manager, frontend_type):
        super().__init__(data_model_manager, frontend_type, _LANES)


def _element(context, builder, array_type, array, index):
    """Address of array[index]."""
    return builder.gep(context.make_array(array_type)(context, builder, array).data, [index], inbounds=True)


def _register(context, builder, array_type, array, index):
    """Address of the WIDTH elements that start at array[index]."""
    return builder.bitcast(_element(context, builder, array_type, array, index), _LANES.as_pointer())


def _splat(builder, scalar, vector):
    """`scalar` in every lane of a new `vector`."""
    undefined = ir.Constant(vector, ir.Undefined)
    first = builder.insert_element(undefined, scalar, _INDEX(0))
    return builder.shuffle_vector(first, undefined, ir.Constant(ir.VectorType(_INDEX, WIDTH), [0] * WIDTH))


def _first_lanes(builder, count):
    """A mask that is true in the lanes 0 … count − 1."""
    numbers = ir.VectorType(count.type, WIDTH)
    return builder.icmp_signed("<", ir.Constant(numbers, list(range(WIDTH))), _splat(builder, count, numbers))


def _call(builder, name, result, args):
    kind = ir.FunctionType(result, [a.type for a in args])
    return builder.call(cgutils.get_or_insert_function(builder.module, kind, name), args)


@intrinsic
def zeros(typing):
    def codegen(context, builder, signature, args):
        return ir.Constant(_LANES, [0.0] * WIDTH)

    return lanes(), codegen


@intrinsic
def load(typing, array, index):
    def codegen(context, builder, signature, args):
        value = builder.load(_register(context, builder, signature.args[0], *args))
        value.align = 4  # any float32 address will do
        return value

    return lanes(array, types.intp), codegen


@intrinsic
def load_first(typing, array, index, count):
    def codegen(context, builder, signature, args):
        address = _register(context, builder, signature.args[0], *args[:2])
        zero = ir.Constant(_LANES, [0.0] * WIDTH)
        words = [address, _INDEX(4), _first_lanes(builder, args[2]), zero]
        return _call(builder, f"llvm.masked.load.v{WIDTH}f32.p0", _LANES, words)

    return lanes(array, types.intp, types.intp), codegen


@intrinsic
def store(typing, array, index, value):
    def codegen(context, builder, signature, args):
        done = builder.store(args[2], _register(context, builder, signature.args[0], *args[:2]))
        done.align = 4
        return context.get_dummy_value()

    return types.void(array, types.intp, lanes), codegen


@intrinsic
def store_first(typing, array, index, value, count):
    def codegen(context, builder, signature, args):
        address = _register(context, builder, signature.args[0], *args[:2])
        all_lanes = builder.icmp_signed(">=", args[3], ir.Constant(args[3].type, WIDTH))
        with builder.if_else(all_lanes, likely=True) as (whole, some):  # a store with a mask takes many times as long
            with whole:
                builder.store(args[2], address).align = 4
            with some:
                words = [args[2], address, _INDEX(4), _first_lanes(builder, args[3])]
                _call(builder, f"llvm.masked.store.v{WIDTH}f32.p0", ir.VoidType(), words)
        return context.get_dummy_value()

    return types.void(array, types.intp, lanes, types.intp), codegen


@intrinsic
def broadcast(typing, array, index):
    def codegen(context, builder, signature, args):
        scalar = builder.load(_element(context, builder, signature.args[0], *args))
        return _splat(builder, scalar, _LANES)

    return lanes(array, types.intp), codegen


@intrinsic
def add(typing, a, b):
    def codegen(context, builder, signature, args):
        return builder.fadd(*args)

    return lanes(lanes, lanes), codegen


@intrinsic
def subtract(typing, a, b):
    def codegen(context, builder, signature, args):
        return builder.fsub(*args)

    return lanes(lanes, lanes), codegen


@intrinsic
def maximum(typing, a, b):
    def codegen(context, builder, signature, args):
        return builder.select(builder.fcmp_ordered(">", args[1], args[0]), args[1], args[0])

    return lanes(lanes, lanes), codegen


@intrinsic
def where_equal(typing, a, b, yes, no):
    def codegen(context, builder, signature, args):
        return builder.select(builder.fcmp_ordered("==", *args[:2]), *args[2:])

    return lanes(lanes, lanes, lanes, lanes), codegen


@intrinsic
def where_positive(typing, a, yes):
    def codegen(context, builder, signature, args):
        zero = ir.Constant(_LANES, [0.0] * WIDTH)
        return builder.select(builder.fcmp_ordered(">", args[0], zero), args[1], zero)

    return lanes(lanes, lanes), codegen


@intrinsic
def halve(typing, a):
    def codegen(context, builder, signature, args):
        return builder.fmul(args[0], ir.Constant(_LANES, [0.5] * WIDTH))

    return lanes(lanes), codegen


@intrinsic
def fma(typing, a, b, c):
    def codegen(context, builder, signature, args):
        return _call(builder, f"llvm.fma.v{WIDTH}f32", _LANES, args)

    return lanes(lanes, lanes, lanes), codegen


# --- three words for single numbers ----------------------------------------------------------------------------


@intrinsic
def fma1(typing, a, b, c):
    """a · b + c for single float32 numbers, rounded once."""

    def codegen(context, builder, signature, args):
        return _call(builder, "llvm.fma.f32", _FLOAT, args)

    return types.float32(types.float32, types.float32, types.float32), codegen


@intrinsic
def float_from_bits(typing, bits):
    """The float32 whose 32 bits are those of the int32 `bits`."""

    def codegen(context, builder, signature, args):
        return builder.bitcast(args[0], _FLOAT)

    return types.float32(types.int32), codegen


@intrinsic
def bits_from_float(typing, number):
    """The 32 bits of a float32, as int32."""

    def codegen(context, builder, signature, args):
        return builder.bitcast(args[0], ir.IntType(32))

    return types.int32(types.float32), codegen
