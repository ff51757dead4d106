# %%
from course_lib.widgets import Question, Quiz

quiz = Quiz(
    "browser-test",
    [
        Question(
            'An image has 28×28 pixels, the window 3×3. How large is the output with `padding="valid"`?',
            {
                "28×28": 'That would need a frame of zeros: `padding="same"`.',
                "26×26": "The window has 28 − 3 + 1 = 26 places in each direction.",
                "25×25": "One too few: the first place counts too, 28 − 3 + 1.",
            },
            right="26×26",
        ),
        Question(
            "What does max pooling keep of each window?",
            {"the mean": "That is average pooling.", "the largest number": "The others are dropped."},
            right="the largest number",
        ),
    ],
)
quiz
