"""The contract that every provider keeps, as pytest's tests: shipped, so that any provider can be held to it.

pytest itself is not among the program's dependencies; nothing but tests imports this.
"""

import pytest

pytest.register_assert_rewrite(f"{__name__}.reader", f"{__name__}.writer")
