"""What pandera loads when it checks its first frame: back ends for all kinds of frames."""

import pandas as pd
import pandera.pandas as pa

pa.DataFrameSchema({"any": pa.Column(str)}).validate(pd.DataFrame({"any": ["words"]}))
