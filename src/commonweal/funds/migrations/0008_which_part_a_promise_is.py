"""A promise says which part of its purpose it is, where several share one: which of a budget's winners it is for."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("funds", "0007_bank_lines_explained")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="promise", name="part", field=models.CharField(blank=True, default="", max_length=200)
        ),
    ]
