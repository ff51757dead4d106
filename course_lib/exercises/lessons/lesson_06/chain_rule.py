"""Exercise 06.1: the chain rule with numbers."""

from course_lib.exercises.answer_exercise import AnswerExercise

CHAIN_RULE = AnswerExercise(
    number="06.1",
    title="the chain rule with numbers",
    finished={"dd": 3, "dc": 3, "db": 9, "da": 13},
    mistakes={
        "that is the value of d. The slope of a product for one factor is the other factor.": [("dd", 7)],
        "that is a value. A slope is asked for.": [("dd", 2), ("dc", 6), ("db", 2), ("da", 3)],
        "it carries the mistake in dd on: put that right first.": [("dc", 7), ("db", 21), ("da", 21)],
        "that is dd/dc, the step alone. Multiply it by dL/dd.": [("dc", 1)],
        "adding 1 shifts c, and does not make the slope larger: dd/dc = 1.": [("dc", 4)],
        "a constant that is added has slope 0, but c does not: where c grows by 1, d grows by 1 too.": [("dc", 0)],
        "that is the slope of d. Multiply it by what L gains from d: dL/db = dL/dd · dd/dc · dc/db.": [("db", 3)],
        "that is dL/dc times b. The slope of a · b for b is a.": [("db", 6)],
        "slopes along a path are multiplied, not added.": [("db", 7)],
        "that is only the direct way, from a to L. a enters c as well.": [("da", 7)],
        "that is only the way through c. a enters L a second time, directly, and both ways add up.": [("da", 6)],
        "the two ways from a to L are multiplied. Different ways add up.": [("da", 42)],
        "on the way through c the factor b is missing: it is dL/dc · b.": [("da", 10)],
        "on the way through c the slope dL/dc is missing: it is dL/dc · b.": [("da", 9)],
    },
    hints=(
        "Go backward, one step at a time. The last step is L = d · a. If d grows by 1, by how much does L grow?",
        "Each slope is the one found before it, times the step's own slope: dL/dc is dL/dd · dd/dc, and dL/db is "
        "dL/dc · dc/db.",
        "a enters two steps. Along c = a · b it gets dL/dc · b, along L = d · a it gets d. Add the two up.",
    ),
)
